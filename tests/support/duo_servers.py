#!/usr/bin/python3
"""Stand-ins for GitLab, the gateway, a model server and a forward proxy, in their true shapes (facts/endpoints.md).

usage: duo_servers.py [--until-input-ends] JSON

JSON: a list of {"role": "gitlab"|"gateway"|"model"|"proxy", "address": "127.0.7.10", "port": 80} with, for a server that
speaks TLS, "certificate" and "key" (files). The model server wants the key of the environment variable MODEL_KEY, when
there is one. The gateway writes the lines of the environment variable GATEWAY_LOG to standard error, as the real one does.
Prints `ready` when all listen. Standard library only: this file also runs in the container.
"""
import json
import os
import ssl
import sys
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODEL = "Mistral-Small"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def version_string(self):
        return self.server_name

    def answer(self, status, body, kind="application/json", headers=()):
        if not isinstance(body, (str, bytes)):
            body = json.dumps(body)
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def sent(self):
        return self.rfile.read(int(self.headers.get("content-length") or 0))


class GitLab(Handler):
    server_name = "nginx"

    def do_GET(self):
        path = self.path.split("?")[0]
        own = [("x-gitlab-meta", '{"version":"1"}'), ("x-request-id", "01K9ZQ4X1M5Y6T7E8W9R0A1B2C")]
        url = "%s://%s" % ("https" if isinstance(self.connection, ssl.SSLSocket) else "http", self.headers.get("host"))
        if path == "/.well-known/openid-configuration":
            self.answer(200, {"issuer": url, "jwks_uri": url + "/oauth/discovery/keys"}, headers=own)
        elif path == "/oauth/discovery/keys":
            key = {"kty": "RSA", "kid": "LKa2jCuc4WpeT9e1xYjaYduFRFmC1CA8HzdY0J3wORw", "e": "AQAB", "n": "vV7x" * 80,
                   "use": "sig", "alg": "RS256"}
            self.answer(200, {"keys": [key]}, headers=own)
        elif path == "/api/v4/projects":
            self.answer(200, [], headers=own)
        elif path.startswith("/api/v4/"):
            self.answer(401, {"message": "401 Unauthorized"}, headers=own)
        elif path == "/":
            self.answer(302, "", "text/html", own + [("location", url + "/users/sign_in")])
        else:
            self.answer(404, "<!DOCTYPE html><html><head><title>404</title></head></html>", "text/html", own)


class Gateway(Handler):
    server_name = "uvicorn"

    def refusal(self):
        authorization = self.headers.get("authorization", "")
        if not authorization:
            return "No authorization header presented"
        if not authorization.startswith("Bearer "):
            return "Invalid authorization header"
        if self.headers.get("x-gitlab-authentication-type") != "oidc":
            return "Invalid authentication token type - only OIDC is supported"
        return ""

    def do_GET(self):
        if self.path == "/monitoring/healthz":
            return self.answer(200, "{}")
        refusal = self.refusal()
        return self.answer(401, {"error": refusal}) if refusal else self.answer(404, {"detail": "Not Found"})

    def do_POST(self):
        body = self.sent()
        refusal = self.refusal()
        if refusal:
            return self.answer(401, {"error": refusal})
        try:
            asked = json.loads(body)
        except ValueError:
            return self.answer(422, {"detail": [{"type": "json_invalid"}]})
        if self.path == "/v1/chat/agent":
            model = asked["prompt_components"][0]["payload"]
            status, text = self.ask(model["model_endpoint"], model["model_identifier"], model["model_api_key"])
            if status == 200:
                return self.answer(200, {"response": text, "metadata": {"provider": "litellm", "model": model["model"]}})
            return self.answer(500, "Internal Server Error", "text/plain; charset=utf-8")
        if self.path == "/v1/prompts/model_configuration%2Fcheck":
            model = asked["model_metadata"]
            status, text = self.ask(model["endpoint"], model["identifier"], model["api_key"])
            return self.answer(200, json.dumps(text)) if status == 200 else self.answer(421, {"detail": "%d: %s" % (status, text)})
        return self.answer(404, {"detail": "Not Found"})

    def ask(self, endpoint, identifier, key):
        request = urllib.request.Request(endpoint.rstrip("/") + "/chat/completions", method="POST", data=json.dumps(
            {"model": identifier.partition("/")[2], "messages": [{"role": "user", "content": "Hello"}]}).encode())
        request.add_header("content-type", "application/json")
        request.add_header("authorization", "Bearer " + (key or "dummy_key"))
        try:
            with DIRECT.open(request, timeout=5) as answer:
                return 200, json.load(answer)["choices"][0]["message"]["content"]
        except urllib.error.HTTPError as error:
            return error.code, "litellm.APIError: " + str(error)
        except (OSError, ValueError, KeyError) as error:
            return 500, "litellm.InternalServerError: Connection error. " + str(error)


class Model(Handler):
    server_name = "uvicorn"

    def refused(self):
        key = os.environ.get("MODEL_KEY", "")
        if not key or self.headers.get("authorization") == "Bearer " + key:
            return False
        self.answer(401, {"error": "Unauthorized"})
        return True

    def do_GET(self):
        if self.path == "/health":
            return self.answer(200, "")
        if self.path == "/version":
            return self.answer(200, {"version": "0.10.1"})
        if not self.path.startswith("/v1/") or self.refused():
            return None if self.path.startswith("/v1/") else self.answer(404, {"detail": "Not Found"})
        if self.path == "/v1/models":
            row = {"id": MODEL, "object": "model", "created": 1723448920, "owned_by": "vllm", "root": MODEL, "max_model_len": 32768}
            return self.answer(200, {"object": "list", "data": [row]})
        return self.answer(404, {"detail": "Not Found"})

    def do_POST(self):
        asked = json.loads(self.sent() or b"{}")
        if self.path != "/v1/chat/completions":
            return self.answer(404, {"detail": "Not Found"})
        if self.refused():
            return None
        if asked.get("model") != MODEL:
            text = "The model `%s` does not exist." % asked.get("model")
            return self.answer(404, {"object": "error", "message": text, "type": "NotFoundError", "param": None, "code": 404})
        head = {"id": "chatcmpl-1", "created": 1723448920, "model": MODEL}
        if not asked.get("stream"):
            choice = {"index": 0, "message": {"role": "assistant", "content": "Hello."}, "finish_reason": "stop"}
            usage = {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7}
            return self.answer(200, dict(head, object="chat.completion", choices=[choice], usage=usage))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream; charset=utf-8")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        deltas = [{"role": "assistant", "content": ""}, {"content": "Hel"}, {"content": "lo."}, {}]
        for delta in deltas:
            choice = {"index": 0, "delta": delta, "finish_reason": None if delta else "stop"}
            self.piece("data: %s\n\n" % json.dumps(dict(head, object="chat.completion.chunk", choices=[choice])))
        self.piece("data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")
        return None

    def piece(self, text):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(text), text.encode()))
        self.wfile.flush()


class Proxy(Handler):
    """A forward proxy that knows only the world outside."""
    server_name = "squid/5.7"

    def refuse(self):
        self.close_connection = True
        self.answer(503, "<html><head><title>ERROR: The requested URL could not be retrieved</title></head><body>"
                    "<h1>ERROR</h1><p>Unable to determine IP address from host name</p></body></html>", "text/html",
                    [("via", "1.1 proxy.test (squid/5.7)"), ("x-squid-error", "ERR_DNS_FAIL 0")])

    do_GET = do_POST = do_CONNECT = refuse


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_):
        pass  # clients that leave are no news


def serve(part):
    handler = {"gitlab": GitLab, "gateway": Gateway, "model": Model, "proxy": Proxy}[part["role"]]
    server = Server((part["address"], part["port"]), handler)
    if part.get("certificate"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(part["certificate"], part["key"])
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def main():
    waits_for_input = sys.argv[1] == "--until-input-ends"
    for part in json.loads(sys.argv[-1]):
        serve(part)
        if part["role"] == "gateway":
            sys.stderr.write(os.environ.get("GATEWAY_LOG", ""))
            sys.stderr.flush()
    print("ready", flush=True)
    if waits_for_input:
        sys.stdin.read()
    else:
        threading.Event().wait()


main()
