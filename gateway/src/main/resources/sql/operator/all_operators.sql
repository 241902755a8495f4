-- include operator/_operator
from operator o order by o.login
