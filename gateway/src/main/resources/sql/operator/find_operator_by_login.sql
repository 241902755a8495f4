-- include operator/_operator
from operator o where o.login = :login
