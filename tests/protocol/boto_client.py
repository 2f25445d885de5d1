"""Asks a gateway through the classic boto's cloudsearch2; its address is the argument."""

import importlib
import sys
import types

import six

# boto is older than Python 3.12, which has no `imp` and loads no module as boto's own six does.
MOVED = ["configparser", "http_client", "queue", "urllib", "urllib.error", "urllib.parse", "urllib.request"]
sys.modules.setdefault("imp", types.ModuleType("imp"))
sys.modules["boto.vendored.six"] = six
for moved in ["moves"] + [f"moves.{name}" for name in MOVED]:
    sys.modules[f"boto.vendored.six.{moved}"] = importlib.import_module(f"six.{moved}")

from boto.cloudsearch2.search import SearchConnection, SearchServiceException

connection = SearchConnection(endpoint=sys.argv[1].removeprefix("http://"))


def ids(results):
    return [hit["id"] for hit in results]


results = connection.search(q="benali", return_fields=["city", "secure_email"])
assert results.hits == 1 and results.rid and results.time_ms >= 0
assert results.docs == [
    {"id": "hw04", "fields": {"city": "Lyon", "secure_email": ["karim.benali@mssante.example"]}}
], results.docs

found = connection.search(q="secteur", fq="(and gender:'F' city:'Lyon')", sort=["last_name asc"])
assert ids(found) == ["hw03", "hw05"], found.docs
assert ids(connection.search(q="city:'Strasbourg'", parser="structured")) == ["hw09"]

pages = connection.search(q="secteur", size=4, sort=["_id asc"])
everybody = ids(pages)
while len(everybody) < pages.hits:
    pages = pages.next_page()
    everybody += ids(pages)
assert everybody == [f"hw{number:02}" for number in range(1, 11)], everybody

counted = connection.search(q="secteur", size=1, facet={"gender": {"sort": "count", "size": 1}})
assert counted.facets == {"gender": {"F": 5}}, counted.facets

query = connection.build_query(q="secteur", size=3)
assert len(list(connection.get_all_hits(query))) == 10
assert connection.get_num_hits(query) == 10

try:
    connection.search(q="a", fq="nosuchfield:'x'")
    raise AssertionError("an unknown field was searched")
except SearchServiceException as error:
    assert "field (nosuchfield) does not exist" in str(error), error

print("as expected")
