"""Holds the service double to the API model that botocore ships.

For every operation that the double offers it sends requests that are valid at the model's limits and requests that
break one rule of the model each, through botocore's own client, and checks every answer, success or error, against the
shapes of the model. It prints one line for each departure and ends with `N requests, N departures`.

Usage: python api_model.py ENDPOINT
"""

import json
import re
import sys

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

OPERATIONS = [
    "CreatePool", "DeletePool", "DescribePools", "RequestPhoneNumber", "ReleasePhoneNumber", "DescribePhoneNumbers",
    "RequestSenderId", "ReleaseSenderId", "DescribeSenderIds", "CreateRcsAgent", "DescribeRcsAgents",
    "AssociateOriginationIdentity", "DisassociateOriginationIdentity", "ListPoolOriginationIdentities",
]  # fmt: skip


class Api:
    """The client, without checks of its own: what is sent is what the double has to judge."""

    def __init__(self, endpoint):
        session = botocore.session.get_session()
        session.set_credentials("111122223333", "secret")
        config = Config(parameter_validation=False, retries={"total_max_attempts": 1})
        name = "pinpoint-sms-voice-v2"
        self.client = session.create_client(name, region_name="us-east-1", endpoint_url=endpoint, config=config)
        self.model = self.client.meta.service_model
        self.raw = None
        self.client.meta.events.register("before-parse", self._keep_raw)

    def _keep_raw(self, response_dict, **_):
        self.raw = json.loads(response_dict["body"])

    def call(self, operation, request):
        """Answers HTTP status, error code (None for a success), and the body as it came over the wire."""
        try:
            answer = self.client._make_api_call(operation, request)
            return answer["ResponseMetadata"]["HTTPStatusCode"], None, self.raw
        except ClientError as error:
            response = error.response
            return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"], self.raw


def departures_of(shape, value, path):
    """Where a value of an answer departs from its shape in the model."""
    if value is None:
        return [f"{path} is null, expected a {shape.type_name} or nothing"]
    if shape.type_name == "structure":
        if not isinstance(value, dict):
            return [f"{path} is {value!r}, expected an object"]
        found = [f"{path}.{name} is missing" for name in shape.required_members if name not in value]
        for name, member in value.items():
            if name in shape.members:
                found += departures_of(shape.members[name], member, f"{path}.{name}")
            elif name != "__type":
                found.append(f"{path}.{name} is no member of {shape.name}")
        return found
    if shape.type_name == "list":
        if not isinstance(value, list):
            return [f"{path} is {value!r}, expected a list"]
        return [line for index, item in enumerate(value) for line in departures_of(shape.member, item, f"{path}[{index}]")]
    kinds = {"string": str, "boolean": bool, "integer": int, "timestamp": (int, float)}
    if not isinstance(value, kinds[shape.type_name]):
        return [f"{path} is {value!r}, expected a {shape.type_name}"]
    if shape.type_name == "string":
        return [] if fits(shape, value) else [f"{path} is {value!r}, which is not {constraints(shape)}"]
    return []


def constraints(shape):
    return {**shape.metadata, **({"enum": shape.enum} if shape.enum else {})}


def fits(shape, text):
    rules = shape.metadata
    if shape.enum and text not in shape.enum:
        return False
    if not rules.get("min", 0) <= len(text) <= rules.get("max", len(text)):
        return False
    return "pattern" not in rules or re.fullmatch(rules["pattern"], text) is not None


def text(shape, length):
    """A text of that length which fits the shape's pattern."""
    for text in ("A" * length, "1" * length, "+" + "1" * (length - 1)):
        if fits(shape, text):
            return text
    raise SystemExit(f"found no text of {length} characters for {shape.name} {constraints(shape)}: add one here")


def sample(shape):
    """Some valid value."""
    if shape.type_name == "structure":
        return {name: sample(shape.members[name]) for name in shape.required_members}
    if shape.type_name == "list":
        return [sample(shape.member)] * shape.metadata.get("min", 0)
    if shape.type_name == "string":
        return shape.enum[0] if shape.enum else text(shape, max(1, shape.metadata.get("min", 1)))
    return {"boolean": False, "integer": shape.metadata.get("min", 1)}[shape.type_name]


def valid_values(shape):
    """Values at the limits of the model."""
    rules = shape.metadata
    if shape.type_name == "string":
        return list(shape.enum) if shape.enum else [text(shape, rules["max"])] if "max" in rules else []
    if shape.type_name == "integer":
        return [rules[limit] for limit in ("min", "max") if limit in rules]
    if shape.type_name == "boolean":
        return [True, False]
    if shape.type_name == "list":
        return [[value] for value in valid_values(shape.member)]
    return [{**sample(shape), name: value} for name, member in shape.members.items() for value in valid_values(member)]


def invalid_values(shape):
    """Values that break one rule each, with the rule's name."""
    rules = shape.metadata
    if shape.type_name == "string":
        if shape.enum:
            yield "not in the enumeration", "NO_SUCH_VALUE"
            return
        if rules.get("min", 0) > 0:
            yield "too short", "A" * (rules["min"] - 1)
        if "max" in rules:
            yield "too long", "A" * (rules["max"] + 1)
        if "pattern" in rules and not re.fullmatch(rules["pattern"], "é "):
            yield "against the pattern", "é "
            yield "against the pattern at its end", sample(shape)[:-1] + "\n"
    elif shape.type_name == "integer":
        yield "too small", rules["min"] - 1
        yield "too large", rules["max"] + 1
    elif shape.type_name == "list":
        if rules.get("min", 0) > 0:
            yield "too few items", [sample(shape.member)] * (rules["min"] - 1)
        if "max" in rules:
            yield "too many items", [sample(shape.member)] * (rules["max"] + 1)
        for rule, value in invalid_values(shape.member):
            yield f"item {rule}", [value]
    elif shape.type_name == "structure":
        for name in shape.required_members:
            yield f"without {name}", {key: value for key, value in sample(shape).items() if key != name}
        for name, member in shape.members.items():
            for rule, value in invalid_values(member):
                yield f"{name} {rule}", {**sample(shape), name: value}


class World:
    """Resources to name in requests, made anew for every request since it may use them up."""

    def __init__(self, api):
        self.api = api
        self.senders = 0

    def make(self, operation, **request):
        status, code, body = self.api.call(operation, request)
        if code is not None:
            raise SystemExit(f"{operation} {request} was answered {status} {body}, expected a success")
        return body

    def number(self, **more):
        kind = {"MessageType": "TRANSACTIONAL", "NumberCapabilities": ["SMS"], "NumberType": "LONG_CODE"}
        return self.make("RequestPhoneNumber", IsoCountryCode="US", **kind, **more)["PhoneNumberId"]

    def pool(self):
        request = {"OriginationIdentity": self.number(), "IsoCountryCode": "US", "MessageType": "TRANSACTIONAL"}
        return self.make("CreatePool", **request)["PoolId"]

    def sender(self):
        self.senders += 1
        return self.make("RequestSenderId", SenderId=f"S{self.senders}", IsoCountryCode="GB")["SenderId"]

    def request(self, operation):
        """A request with every required member, that the double grants."""
        if operation == "CreatePool":
            number = self.number()
            return {"OriginationIdentity": number, "IsoCountryCode": "US", "MessageType": "TRANSACTIONAL"}
        if operation == "RequestPhoneNumber":
            kind = {"MessageType": "TRANSACTIONAL", "NumberCapabilities": ["SMS"], "NumberType": "LONG_CODE"}
            return {"IsoCountryCode": "US", **kind}
        if operation == "RequestSenderId":
            self.senders += 1
            return {"SenderId": f"S{self.senders}", "IsoCountryCode": "GB"}
        if operation == "ReleasePhoneNumber":
            return {"PhoneNumberId": self.number()}
        if operation == "ReleaseSenderId":
            return {"SenderId": self.sender(), "IsoCountryCode": "GB"}
        if operation == "AssociateOriginationIdentity":
            return {"PoolId": self.pool(), "OriginationIdentity": self.number(), "IsoCountryCode": "US"}
        if operation == "DisassociateOriginationIdentity":
            pool = self.pool()
            return {"PoolId": pool, "OriginationIdentity": self.number(PoolId=pool), "IsoCountryCode": "US"}
        if operation in ("DeletePool", "ListPoolOriginationIdentities"):
            return {"PoolId": self.pool()}
        return {}


class Check:
    def __init__(self, api):
        self.api = api
        self.world = World(api)
        self.requests = 0
        self.departures = 0

    def operation(self, name):
        model = self.api.model.operation_model(name)
        required = model.input_shape.required_members
        self.granted(name, {})
        for member, shape in model.input_shape.members.items():
            for value in valid_values(shape):
                self.declared(name, member, value)
            for rule, value in invalid_values(shape):
                self.refused(name, f"{member} {rule}", {member: value}, member)
        for member in required:
            self.refused(name, f"without {member}", {member: None}, member)

    def send(self, name, changes):
        """One request and what is wrong with the shape of its answer."""
        self.requests += 1
        request = {**self.world.request(name), **changes}
        request = {key: value for key, value in request.items() if value is not None}
        status, code, body = self.api.call(name, request)
        model = self.api.model.operation_model(name)
        if code is None:
            return code, body, departures_of(model.output_shape, body, "answer")
        declared = {shape.name: shape for shape in model.error_shapes}
        if code not in declared:
            return code, body, [f"{code} is no error of {name}"]
        expected = 500 if declared[code].metadata.get("fault") else 400
        wrong = [] if status == expected else [f"{code} came with status {status}, expected {expected}"]
        return code, body, wrong + departures_of(declared[code], body, code)

    def granted(self, name, changes):
        code, body, wrong = self.send(name, changes)
        self.report(name, "a valid request", wrong + ([] if code is None else [f"was refused: {body}"]))

    def declared(self, name, member, value):
        """A value within the constraints may be refused for other reasons, but not for breaking them."""
        code, body, wrong = self.send(name, {member: value})
        blamed = [field["Name"] for field in body.get("Fields", [])] if code == "ValidationException" else []
        if body.get("Reason") == "FIELD_VALIDATION_FAILED" and any(is_about(field, member) for field in blamed):
            wrong = [*wrong, f"was refused: {body}"]
        self.report(name, f"{member} = {value!r}", wrong)

    def refused(self, name, rule, changes, member):
        code, body, wrong = self.send(name, changes)
        if code != "ValidationException":
            wrong = [*wrong, f"was answered {code or 'with success'}, expected ValidationException"]
        elif not any(is_about(field["Name"], member) for field in body.get("Fields", [])):
            wrong = [*wrong, f"the answer's Fields don't name {member}: {body}"]
        self.report(name, rule, wrong)

    def report(self, name, request, wrong):
        for line in wrong:
            self.departures += 1
            print(f"{name}, {shortened(request)}: {shortened(line)}")


def shortened(line):
    return line if len(line) <= 240 else f"{line[:160]} … {line[-60:]}"


def is_about(field, member):
    """Whether the name of a field, whose spelling for inner members nobody has written down, begins with the member's."""
    return field.lower().startswith(member.lower())


def main():
    check = Check(Api(sys.argv[1]))
    for operation in OPERATIONS:
        check.operation(operation)
    print(f"{check.requests} requests, {check.departures} departures")
    sys.exit(1 if check.departures else 0)


main()
