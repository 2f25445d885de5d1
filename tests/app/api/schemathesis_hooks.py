"""Real keys for schemathesis, which the document cannot hold: without them every key that it makes up is a 404.

The environment holds REAL_KEYS: entries to select, one of them without a FINESS number, and a registered organization and worker.
"""

import json
import os
import sys

import schemathesis

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
