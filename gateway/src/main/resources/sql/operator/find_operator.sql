-- include operator/_operator
from operator o where o.id = :id
