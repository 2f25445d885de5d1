"""What schemathesis cannot read in the document: strings of Carnet's own formats, and real keys.

The environment holds REAL_KEYS: entries to select, one of them without a FINESS number, and a registered organization and worker.
"""

import json
import os
import sys

import schemathesis
from hypothesis import strategies as st

# A place in every order: of names, of towns and of moments.
PLACES = st.integers(min_value=0, max_value=10**12).map(str)
KEYS = st.text(alphabet="0123456789AB", min_size=9, max_size=11)
TERMS = st.text(alphabet="aéz '1-", max_size=10).map(lambda text: text.replace("'", "\\'"))
FIELDS = ["last_name", "city", "postcode", "finess", "registered_name"]
LEAVES = st.builds("{}:'{}'".format, st.sampled_from(FIELDS), TERMS)


def grown(inner):
    """Filters made of other filters."""
    some = st.lists(inner, min_size=1, max_size=3).map(" ".join)
    return st.builds("({} {})".format, st.sampled_from(["and", "or"]), some) | inner.map("(not {})".format)


schemathesis.openapi.format("cursor", st.just("") | st.builds("{}.{}".format, KEYS, PLACES))
schemathesis.openapi.format("cloudsearch-filter", st.recursive(LEAVES, grown, max_leaves=6))
schemathesis.openapi.format(
    "cloudsearch-return", st.lists(st.sampled_from([*FIELDS, "_score"]), min_size=1).map(",".join)
)
schemathesis.openapi.format(
    "cloudsearch-options",
    st.fixed_dictionaries(
        {},
        optional={
            "defaultOperator": st.sampled_from(["and", "or"]),
            "fields": st.lists(st.sampled_from(FIELDS[:2]), min_size=1, unique=True),
        },
    ).map(json.dumps),
)


MET = set()


@schemathesis.hook
def after_call(context, case, response):
    """Names each status that was met, for the test to know which roads were taken."""
    if response.status_code not in MET:
        MET.add(response.status_code)
        print(f"met the status {response.status_code}", file=sys.__stderr__, flush=True)


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Gives the calls real keys as examples, so that some of them meet what is there."""
    real = json.loads(os.environ["REAL_KEYS"])
    for operations in raw_schema["paths"].values():
        for operation in operations.values():
            for parameter in operation.get("parameters", []):
                if parameter["name"] in real:
                    parameter["example"] = real[parameter["name"]]
            for content in operation.get("requestBody", {}).get("content", {}).values():
                content["examples"] = {
                    str(place): {"value": {"entry": entry}} for place, entry in enumerate(real["entries"])
                }
