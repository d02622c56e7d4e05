#!/usr/bin/python3
"""A gRPC server with the standard health service, for the tests of the probes.

usage: grpc_health_server.py SERVING|NOT_SERVING|UNKNOWN|NO_HEALTH [CERTIFICATE KEY]

Prints the port it listens on (127.0.0.1, chosen by the system, or GRPC_ADDRESS) and serves until its standard input ends. The messages
are written by hand: a HealthCheckResponse is field 1, a varint.
"""
import os
import sys
from concurrent import futures

import grpc

STATUS_BYTES = {"UNKNOWN": b"", "SERVING": b"\x08\x01", "NOT_SERVING": b"\x08\x02"}


class HealthService(grpc.GenericRpcHandler):
    def __init__(self, answer):
        self._answer = answer

    def service(self, call):
        if call.method != "/grpc.health.v1.Health/Check":
            return None
        return grpc.unary_unary_rpc_method_handler(lambda request, context: self._answer)


def main():
    answer, files = sys.argv[1], sys.argv[2:]
    address = os.environ.get("GRPC_ADDRESS", "127.0.0.1:0")
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=2))
    if answer in STATUS_BYTES:
        server.add_generic_rpc_handlers((HealthService(STATUS_BYTES[answer]),))
    if files:
        with open(files[0], "rb") as certificate, open(files[1], "rb") as key:
            credentials = grpc.ssl_server_credentials([(key.read(), certificate.read())])
        port = server.add_secure_port(address, credentials)
    else:
        port = server.add_insecure_port(address)
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(0)


main()
