"""Asks a gateway through boto3's cloudsearchdomain client; its address is the argument."""

import json
import sys

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError


def client(**config):
    return boto3.client(
        "cloudsearchdomain",
        endpoint_url=sys.argv[1],
        region_name="eu-west-1",
        aws_access_key_id="none",
        aws_secret_access_key="none",
        config=Config(retries={"max_attempts": 0}, **config),
    )


def ids(answer):
    return [hit["id"] for hit in answer["hits"]["hit"]]


def refusal(**request):
    try:
        domain.search(**request)
    except domain.exceptions.SearchException as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400
        return error.response["Error"]["Message"]
    raise AssertionError(f"{request} was answered")


domain = client()

# Searching: fields are lists of strings, numbers are numbers.
answer = domain.search(query="benali", returnFields="city,bimedoc_client,secure_email")
assert answer["hits"]["found"] == 1 and answer["hits"]["start"] == 0, answer
assert answer["hits"]["hit"][0] == {
    "id": "hw04",
    "fields": {"city": ["Lyon"], "bimedoc_client": ["0"], "secure_email": ["karim.benali@mssante.example"]},
}, answer
assert isinstance(answer["status"]["timems"], int) and answer["status"]["rid"], answer
assert ids(client(signature_version=UNSIGNED).search(query="benali")) == ["hw04"]

# Filters, options, parsers.
found = domain.search(
    query="dupont | durand",
    filterQuery="(and city:'Lyon' (not gender:'M'))",
    queryOptions=json.dumps({"fields": ["last_name^3", "registered_name"]}),
    sort="_id asc",
)
assert ids(found) == ["hw03", "hw05"], found
assert ids(domain.search(query="(and city:'Paris' gender:'F')", queryParser="structured")) == ["hw07"]

# Paging by start, then by cursor.
by_start = []
for start in range(0, 12, 4):
    by_start += ids(domain.search(query="secteur", size=4, start=start, sort="last_name asc"))
by_cursor, cursor = [], "initial"
while len(by_cursor) <= 10:
    page = domain.search(query="secteur", size=3, cursor=cursor, sort="last_name asc")
    if not page["hits"]["hit"]:
        break
    by_cursor += ids(page)
    cursor = page["hits"]["cursor"]
assert by_start == by_cursor and len(set(by_start)) == 10, (by_start, by_cursor)

# Counts, highlights, scores.
answer = domain.search(
    query="dupont",
    facet='{"gender":{"sort":"bucket"},"activity_segment_code":{"buckets":["[1,2]"]}}',
    highlight='{"last_name":{"format":"text"}}',
    returnFields="_score",
    sort="_id asc",
)
assert answer["facets"]["gender"]["buckets"] == [{"value": "F", "count": 1}, {"value": "M", "count": 1}], answer
assert answer["facets"]["activity_segment_code"]["buckets"] == [{"value": "[1,2]", "count": 1}], answer
assert answer["hits"]["hit"][0]["highlights"] == {"last_name": "*Dupont*"}, answer
assert float(answer["hits"]["hit"][0]["exprs"]["_score"]) > 0, answer

# Errors with their type and text.
assert refusal(query="a", filterQuery="nosuchfield:'x'") == (
    "Syntax error in query: field (nosuchfield) does not exist."
)
assert refusal(query="a", size=10, start=9991) == "Request depth (10001) exceeded, limit=10000"
assert "lucene" in refusal(query="a", queryParser="lucene")
assert "not supported" in refusal(query="a", expr='{"near":"1"}')
try:
    domain.search()
    raise AssertionError("a search without a query was sent")
except ParamValidationError:
    pass
try:
    domain.suggest(query="a", suggester="s")
    raise AssertionError("a suggestion was answered")
except ClientError as error:
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 404

print("as expected")
