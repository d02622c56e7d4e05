"""Looks from the place where it runs: one JSON line per answer. Python 3.6 and later, standard library only.

Started by a loader that has read this text from standard input; the requests follow there in the same way (a line with
their length, then JSON). Changes nothing; the only thing it ever writes is the temporary file of the folder question.
"""
import base64
import errno
import json
import os
import select
import signal
import socket
import ssl
import sys
import threading
import time

MAX_FILE = 8 * 1024 * 1024
MAX_TAIL = 2 * 1024 * 1024
MAX_HEAD = 64 * 1024
MAX_PIECES = 1024
MAX_FOREIGN = 4096
H2_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
PRINT_LOCK = threading.Lock()
ASKED = {}


def say(answer):
    line = (json.dumps(answer) + "\n").encode("ascii")
    with PRINT_LOCK:
        try:
            while line:
                line = line[os.write(1, line):]
        except OSError:
            os._exit(0)  # nobody listens any more


class Failure(Exception):
    def __init__(self, kind, stage, detail="", first=b""):
        Exception.__init__(self, kind)
        self.kind, self.stage, self.detail, self.first = kind, stage, str(detail)[:400], first


def micros(seconds):
    return max(0, int(seconds * 1000000))


def failure_of(error, stage):
    if isinstance(error, socket.timeout):
        return Failure("timed-out", stage, "no answer within the limit")
    kinds = {errno.ECONNREFUSED: "refused", errno.ETIMEDOUT: "timed-out", errno.ENETUNREACH: "network-unreachable",
             errno.EHOSTUNREACH: "network-unreachable", errno.ENETDOWN: "network-unreachable",
             errno.EADDRNOTAVAIL: "network-unreachable", errno.ECONNRESET: "closed-by-peer",
             errno.EPIPE: "closed-by-peer", errno.ECONNABORTED: "closed-by-peer"}
    return Failure(kinds.get(getattr(error, "errno", None), "other"), stage, error)


# --- connections ----------------------------------------------------------------------------------------------------

def resolve(host, port, deadline, stage):
    """Addresses of a name. A resolver cannot be interrupted: it gets a thread, which is left behind if it is slow."""
    box = []

    def work():
        try:
            found = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
            box.append([(entry[0], entry[4]) for entry in found])
        except (OSError, UnicodeError) as error:
            box.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(max(0.01, deadline - time.monotonic()))
    if not box:
        raise Failure("name-server-silent", stage, "the resolver gave no answer within the limit")
    if isinstance(box[0], Exception):
        absent = [getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)]
        code = getattr(box[0], "errno", None)
        if code in absent or isinstance(box[0], UnicodeError):
            raise Failure("name-not-found", stage, box[0])
        raise Failure("name-server-silent" if code == socket.EAI_AGAIN else "other", stage, box[0])
    return box[0]


def connect(targets, deadline, stage):
    """Races the addresses: each gets a quarter of a second before the next one starts beside it."""
    pending, last, started = {}, None, 0
    next_at = time.monotonic()
    try:
        while True:
            now = time.monotonic()
            if started < len(targets) and (now >= next_at or not pending):
                family, address = targets[started]
                started += 1
                next_at = now + 0.25
                sock = None
                try:
                    sock = socket.socket(family, socket.SOCK_STREAM)
                    sock.setblocking(False)
                    code = sock.connect_ex(address)
                except OSError as error:
                    if sock:
                        sock.close()
                    last = error
                    continue
                if code not in (0, errno.EINPROGRESS):
                    sock.close()
                    last = OSError(code, os.strerror(code))
                    continue
                pending[sock.fileno()] = sock
            if not pending:
                if started < len(targets):
                    continue
                raise failure_of(last or OSError(errno.ENETUNREACH, "no address"), stage)
            if now >= deadline:
                raise Failure("timed-out", stage, "no answer within the limit")
            wait = min(deadline, next_at) if started < len(targets) else deadline
            poller = select.poll()  # select() fails above 1024 descriptors
            for number in pending:
                poller.register(number, select.POLLOUT)
            for number, _ in poller.poll(max(1, int((wait - now) * 1000))):
                sock = pending.pop(number)
                code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if code == 0:
                    return sock
                last = OSError(code, os.strerror(code))
                sock.close()
    finally:
        for sock in pending.values():
            sock.close()


def shown_address(address):
    return ("[%s]:%d" if ":" in address[0] else "%s:%d") % address[:2]


class Stream:
    """A socket with one deadline for everything, and TLS on it by hand: so the peer's first bytes can be seen."""

    def __init__(self, sock, deadline):
        self.sock, self.deadline, self.tls, self.first = sock, deadline, None, b""

    def _receive(self, size=65536):
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise socket.timeout()
        self.sock.settimeout(left)
        return self.sock.recv(size)

    def _send(self, data):
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise socket.timeout()
        self.sock.settimeout(left)
        self.sock.sendall(data)

    def _pump(self, step):
        while True:
            try:
                result = step()
                self._flush()
                return result
            except ssl.SSLWantReadError:
                self._flush()
                data = self._receive()
                if not data:
                    raise ssl.SSLEOFError(8, "EOF")
                self.first = self.first or data[:MAX_FOREIGN]
                self.incoming.write(data)
            except ssl.SSLError:
                try:
                    self._flush()
                except OSError:
                    pass
                raise

    def _flush(self):
        data = self.outgoing.read()
        if data:
            self._send(data)

    def start_tls(self, context, name):
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_hostname=name)
        self._pump(self.tls.do_handshake)

    def send(self, data):
        if not self.tls:
            return self._send(data)
        while data:
            data = data[self._pump(lambda: self.tls.write(data)):]

    def receive(self):
        if not self.tls:
            return self._receive()
        try:
            return self._pump(lambda: self.tls.read(65536))
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            return b""

    def close(self):
        self.sock.close()


def tls_failure(error, stream):
    first = stream.first
    if first and first[0] not in (20, 21, 22, 23):
        return Failure("not-tls", "tls", error, first)
    if isinstance(error, (ssl.SSLEOFError, ConnectionError)):
        return Failure("closed-by-peer", "tls", error)
    if not isinstance(error, ssl.SSLError):
        return failure_of(error, "tls")
    reason = getattr(error, "reason", None) or ""
    if getattr(error, "verify_code", 0) or reason == "CERTIFICATE_VERIFY_FAILED":
        return Failure("certificate-not-trusted", "tls", getattr(error, "verify_message", "") or error)
    ours = ("UNSUPPORTED_PROTOCOL", "WRONG_SSL_VERSION", "NO_PROTOCOLS_AVAILABLE", "DH_KEY_TOO_SMALL", "WRONG_CIPHER_RETURNED",
            "EE_KEY_TOO_SMALL", "UNSAFE_LEGACY_RENEGOTIATION_DISABLED", "WRONG_SIGNATURE_TYPE", "BAD_ECPOINT")
    kinds = {"TLSV1_ALERT_PROTOCOL_VERSION": "tls-alert-protocol-version",
             "SSLV3_ALERT_HANDSHAKE_FAILURE": "tls-alert-handshake-failure",
             "TLSV1_ALERT_INSUFFICIENT_SECURITY": "tls-alert-handshake-failure",
             "TLSV13_ALERT_CERTIFICATE_REQUIRED": "tls-alert-certificate-required"}
    kind = kinds.get(reason, "tls-unsupported-protocol" if reason in ours else "tls-other")
    return Failure(kind, "tls", error)


def chain_of(tls):
    for owner in (tls, getattr(tls, "_sslobj", None)):
        take = getattr(owner, "get_unverified_chain", None)
        if take:
            try:
                entries = take() or []
                ders = []
                for entry in entries[:32]:
                    ders.append(entry if isinstance(entry, bytes) else ssl.PEM_cert_to_DER_cert(entry.public_bytes()))
                return ders
            except (ssl.SSLError, ValueError, TypeError, AttributeError):
                break
    leaf = tls.getpeercert(True)
    return [leaf] if leaf else []


def tls_facts(tls, name):
    cipher = tls.cipher()
    return {"server_name": name, "protocol": tls.version() or "", "cipher": cipher[0] if cipher else "",
            "alpn": tls.selected_alpn_protocol() or "",
            "chain": [base64.b64encode(der).decode("ascii") for der in chain_of(tls)]}


def unverified_context(alpn):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(alpn)
    return context


def verifying_context(alpn):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_alpn_protocols(alpn)
    if ASKED.get("place") == "gitlab":
        bundle = "/opt/gitlab/embedded/ssl/certs/cacert.pem"
        if os.path.isfile(bundle):
            context.load_verify_locations(cafile=bundle)
        else:
            context.load_default_certs()
        folder = "/etc/gitlab/trusted-certs"
        for name in sorted(os.listdir(folder))[:500] if os.path.isdir(folder) else []:
            try:
                context.load_verify_locations(cafile=os.path.join(folder, name))
            except (OSError, ssl.SSLError):
                pass  # one unreadable file does not take the others' trust away
        return context
    path = trust_path(("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"))[0]
    if path and os.path.isdir(path):
        context.load_verify_locations(capath=path)
    elif path:
        context.load_verify_locations(cafile=path)
    else:
        context.load_default_certs()
    return context


# --- proxies --------------------------------------------------------------------------------------------------------

def environment_value(name):
    """A variable of this place; on a GitLab host also one that gitlab.rb gives to Rails alone."""
    for spelling in (name.lower(), name.upper()):
        if os.environ.get(spelling):
            return os.environ[spelling]
    if ASKED.get("place") == "gitlab":
        for spelling in (name.lower(), name.upper()):
            try:
                with open("/opt/gitlab/etc/gitlab-rails/env/" + spelling, "rb") as file:
                    return file.read(4096).decode("utf-8", "replace").split("\0")[0].strip()
            except OSError:
                pass
    return ""


def in_network(host, entry):
    try:
        network, bits = entry.split("/", 1)
        whole = int.from_bytes(socket.inet_aton(network), "big")
        mask = (0xFFFFFFFF << (32 - int(bits))) & 0xFFFFFFFF
        return host.count(".") == 3 and int.from_bytes(socket.inet_aton(host), "big") & mask == whole & mask
    except (ValueError, OSError):
        return False


def goes_direct(host, port):
    for entry in environment_value("no_proxy").lower().split(","):
        entry = entry.strip()
        if entry == "*":
            return True
        if "/" in entry and in_network(host, entry):
            return True
        if entry.count(":") == 1:
            entry, wanted = entry.split(":")
            if wanted != str(port):
                continue
        entry = entry.lstrip(".")
        if entry and (host == entry or host.endswith("." + entry)):
            return True
    return False


def proxy_for(scheme, host, port):
    if goes_direct(host, port):
        return None
    value = environment_value(scheme + "_proxy") or environment_value("all_proxy")
    if not value:
        return None
    proxy_scheme, _, rest = value.rpartition("://")
    authority = rest.split("/", 1)[0]
    user, _, where = authority.rpartition("@")
    name, number = split_authority(where, 1080 if proxy_scheme.startswith("socks") else 3128 if not proxy_scheme else 80)
    return {"scheme": proxy_scheme.lower() or "http", "host": name, "port": number, "user": user}


def split_authority(text, default):
    host, _, port = text.rpartition(":") if not text.endswith("]") and ":" in text else (text, "", "")
    return host.strip("[]").lower(), int(port) if port.isdigit() and len(port) < 6 else default


def percent_decoded(text):
    parts = text.encode("utf-8", "replace").split(b"%")
    out = parts[0]
    for part in parts[1:]:
        try:
            out += bytes([int(part[:2], 16)]) + part[2:]
        except ValueError:
            out += b"%" + part
    return out


# --- HTTP -----------------------------------------------------------------------------------------------------------

def read_head(stream, limit=MAX_HEAD):
    """The head of an HTTP/1 answer. @return status, version, headers, what came behind it, when it began."""
    data, began = b"", None
    while b"\r\n\r\n" not in data and b"\n\n" not in data:
        more = stream.receive()
        if more and began is None:
            began = time.monotonic()
        data += more
        if data and not b"HTTP/1".startswith(data[:6]) and not data.startswith(b"HTTP/1"):
            raise Failure("not-http", "response", "", data[:MAX_FOREIGN])
        if not more:
            raise Failure("closed-by-peer", "response", "the connection ended before an answer", data[:MAX_FOREIGN])
        if len(data) > limit:
            raise Failure("too-large", "response", "the head of the answer is too large")
    ends = [(data.find(mark), len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if mark in data]
    at, size = min(ends)
    lines = data[:at].replace(b"\r\n", b"\n").split(b"\n")
    words = lines[0].split(None, 2)
    if len(words) < 2 or not words[1].isdigit() or len(words[1]) != 3:
        raise Failure("not-http", "response", "", data[:MAX_FOREIGN])
    headers = []
    for line in lines[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            headers.append([name.strip().lower().decode("latin-1"), value.strip().decode("latin-1")])
    return int(words[1]), words[0][5:].decode("latin-1"), headers, data[at + size:], began


def header(headers, name):
    return next((value for key, value in headers if key == name), "")


class Body:
    """Collects a body within its bound, with its pieces."""

    def __init__(self, answer, limit, sent_at, records):
        self.answer, self.limit, self.sent_at, self.records, self.bytes = answer, limit, sent_at, records, b""

    def take(self, data):
        if not data:
            return True
        if self.records and len(self.answer["pieces"]) < MAX_PIECES:
            self.answer["pieces"].append([micros(time.monotonic() - self.sent_at), len(data)])
        room = self.limit - len(self.bytes)
        self.bytes += data[:room]
        if len(data) > room:
            self.answer["truncated"] = True
        return len(data) <= room


def read_chunked(stream, data, body):
    while True:
        while b"\n" not in data:
            if len(data) > 8192:
                raise Failure("not-http", "response", "a chunk's size is no number")
            more = stream.receive()
            if not more:
                raise Failure("closed-by-peer", "response", "the answer ended within a chunk")
            data += more
        line, _, data = data.partition(b"\n")
        size = line.split(b";")[0].strip()
        # int() also takes signs, underscores and 0x.
        if not size or size.strip(b"0123456789abcdefABCDEF"):
            raise Failure("not-http", "response", "a chunk's size is no number")
        left = int(size, 16)
        if left == 0:
            return
        while left > 0:
            if not data:
                data = stream.receive()
                if not data:
                    raise Failure("closed-by-peer", "response", "the answer ended within a chunk")
            if not body.take(data[:left]):
                return
            taken = min(left, len(data))
            data, left = data[taken:], left - taken
        while len(data) < 2:
            more = stream.receive()
            if not more:
                raise Failure("closed-by-peer", "response", "the answer ended within a chunk")
            data += more
        data = data[2:] if data.startswith(b"\r\n") else data[1:] if data.startswith(b"\n") else data


def read_body(stream, request, status, headers, data, body):
    if request["method"] == "HEAD" or status in (101, 204, 304) or request.get("head_only"):
        return
    if "chunked" in header(headers, "transfer-encoding").lower():
        return read_chunked(stream, data, body)
    length = header(headers, "content-length")
    left = int(length) if length.isdigit() and len(length) < 16 else None
    while left is None or left > 0:
        if not data:
            data = stream.receive()
            if not data:
                if left:
                    raise Failure("closed-by-peer", "response", "the answer ended before its announced end")
                return
        if not body.take(data if left is None else data[:left]):
            return
        left = None if left is None else left - len(data)
        data = b""


def open_stream(request, answer, deadline, alpn, context_of, tunnels=False):
    """Connects, through the place's proxy if it names one, and secures. @return the stream and whether a plain proxy is used.
    A proxy forwards requests of HTTP/1 by itself; what else goes in plain text needs a tunnel."""
    host, port, secure = request["host"], request["port"], request["scheme"] == "https"
    if not host or request["scheme"] not in ("http", "https"):
        raise Failure("url-invalid", "url")
    proxy = None if request.get("no_proxy") else proxy_for(request["scheme"], host.lower(), port)
    begun = time.monotonic()
    target = (proxy["host"], proxy["port"]) if proxy else (host, port)
    if proxy:
        answer["proxy"] = "%s:%d" % target
        if proxy["scheme"] != "http":
            raise Failure("other", "proxy-connect", "a proxy of the kind %s is not asked from here" % proxy["scheme"])
    addresses = resolve(target[0], target[1], deadline, "proxy-resolve" if proxy else "resolve")
    answer["addresses"] = list(dict.fromkeys(entry[1][0] for entry in addresses))[:32]
    answer["phases"]["dns"] = micros(time.monotonic() - begun)
    begun = time.monotonic()
    sock = connect(addresses, deadline, "proxy-connect" if proxy else "connect")
    stream = Stream(sock, deadline)
    try:
        answer["phases"]["connect"] = micros(time.monotonic() - begun)
        answer["peer"] = shown_address(sock.getpeername())
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            pass
        if proxy and (secure or tunnels):
            open_tunnel(stream, proxy, host, port, answer)
        if secure:
            begun = time.monotonic()
            name = host.rstrip(".")
            try:
                stream.start_tls(context_of(alpn), name)
            except (OSError, ValueError) as error:
                raise tls_failure(error, stream) if isinstance(error, OSError) else Failure("tls-other", "tls", error)
            answer["phases"]["tls"] = micros(time.monotonic() - begun)
            answer["tls"] = tls_facts(stream.tls, name)
    except BaseException:
        stream.close()
        raise
    return stream, (proxy if proxy and not secure and not tunnels else None)


def proxy_authorization(proxy):
    if not proxy["user"]:
        return b""
    return b"Proxy-Authorization: Basic " + base64.b64encode(percent_decoded(proxy["user"])) + b"\r\n"


def open_tunnel(stream, proxy, host, port, answer):
    where = ("[%s]:%d" if ":" in host else "%s:%d") % (host, port)
    try:
        stream.send(("CONNECT %s HTTP/1.1\r\nHost: %s\r\n" % (where, where)).encode("latin-1", "replace") +
                    proxy_authorization(proxy) + b"\r\n")
        status = read_head(stream)[0]
    except OSError as error:
        raise failure_of(error, "proxy-answer")
    except Failure as failure:
        failure.stage = "proxy-answer"
        raise
    answer["proxy_status"] = status
    if status == 407:
        raise Failure("proxy-auth-required", "proxy-answer")
    if status // 100 != 2:
        raise Failure("proxy-refused-tunnel", "proxy-answer")


def send_request(stream, request, proxy, bearer):
    target = request["target"]
    if proxy:
        target = "http://" + request["authority"] + target
    names = [name.lower() for name, _ in request["headers"]]
    lines = ["%s %s HTTP/1.1" % (request["method"], target)]
    if "host" not in names:
        lines.append("Host: " + request["authority"])
    if "user-agent" not in names:
        lines.append("User-Agent: duo-doctor")
    if "accept" not in names:
        lines.append("Accept: */*")
    if "connection" not in names:
        lines.append("Connection: close")
    lines += ["%s: %s" % (name, value) for name, value in request["headers"] if "\r" not in value and "\n" not in value]
    body = base64.b64decode(request.get("body", ""))
    if body or request["method"] == "POST":
        lines.append("Content-Length: %d" % len(body))
    head = ("\r\n".join(lines) + "\r\n").encode("utf-8")
    if bearer:
        head += b"Authorization: Bearer " + bearer.encode("utf-8") + b"\r\n"
    if proxy:
        head += proxy_authorization(proxy)
    stream.send(head + b"\r\n" + body)


def ask_http1(request, answer, deadline):
    bearer = request.get("bearer", "")
    alpn = ["http/1.1"]
    stream, proxy = open_stream(request, answer, deadline, alpn, unverified_context)
    body = None
    try:
        if bearer and stream.tls:
            # The chain is known now. The key goes over a second connection, which had to be verified.
            stream.close()
            seen = {"phases": {}}
            stream, proxy = open_stream(request, seen, deadline, alpn, verifying_context)
        begun = time.monotonic()
        try:
            send_request(stream, request, proxy, bearer)
        except OSError as error:
            raise failure_of(error, "request")
        answer["credential_sent"] = bool(bearer)
        sent_at = time.monotonic()
        body = Body(answer, request["max_body"], sent_at, request.get("stream", False))
        try:
            while True:
                status, version, headers, rest, began = read_head(stream)
                if status // 100 != 1 or status == 101:
                    break
                stream_again(stream, rest)
            answer["phases"]["first_byte"] = micros((began or time.monotonic()) - begun)
            answer["status"], answer["http_version"], answer["headers"] = status, version, headers
            if proxy and status == 407:
                raise Failure("proxy-auth-required", "proxy-answer")
            read_body(stream, request, status, headers, rest, body)
        except ssl.SSLError as error:
            raise tls_failure(error, stream)
        except OSError as error:
            raise failure_of(error, "response")
    finally:
        stream.close()
        if body is not None:
            answer["body"] = base64.b64encode(body.bytes).decode("ascii")


def stream_again(stream, rest):
    """What came behind an interim answer is the start of the next one."""
    if rest:
        receive = stream.receive
        held = [rest]
        stream.receive = lambda: held.pop() if held else receive()


def empty_answer(request):
    return {"id": request["id"], "kind": request["kind"], "phases": {}, "addresses": [], "peer": "", "status": 0,
            "http_version": "", "headers": [], "body": "", "truncated": False, "pieces": [], "proxy": "", "proxy_status": 0,
            "credential_sent": False, "failure": {"kind": "none", "stage": "done", "detail": ""}}


def answer_network(request, ask):
    answer = empty_answer(request)
    begun = time.monotonic()
    try:
        ask(request, answer, begun + request["limit"] / 1000.0)
    except Failure as failure:
        answer["failure"] = {"kind": failure.kind, "stage": failure.stage, "detail": failure.detail}
        if failure.first and not answer["body"]:
            answer["body"] = base64.b64encode(failure.first).decode("ascii")
    except (OSError, ValueError) as error:
        failure = failure_of(error, "connect") if isinstance(error, OSError) else Failure("other", "request", error)
        answer["failure"] = {"kind": failure.kind, "stage": failure.stage, "detail": failure.detail}
    answer["phases"]["total"] = micros(time.monotonic() - begun)
    return answer


# --- gRPC health: as much of HTTP/2 as one unary call needs (RFC 9113, RFC 7541) --------------------------------------

def huffman_codes():
    """The code of RFC 7541 appendix B is canonical: lengths and order give it. Printable characters only."""
    groups = ((5, "012aceiost"), (6, " %-./3456789=A_bdfghlmnpru"), (7, ":BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz"), (8, "&*,;XZ"),
              (10, "!\"()?"), (11, "'+|"), (12, "#>"), (13, "\0$@[]~"))
    codes, code, before = {}, 0, 5
    for length, letters in groups:
        code <<= length - before
        before = length
        for letter in letters:
            codes[(length, code)] = letter
            code += 1
    return codes


HUFFMAN = huffman_codes()
STATIC = (":authority :method :method :path :path :scheme :scheme :status :status :status :status :status :status :status "
          "accept-charset accept-encoding accept-language accept-ranges accept access-control-allow-origin age allow "
          "authorization cache-control content-disposition content-encoding content-language content-length content-location "
          "content-range content-type cookie date etag expect expires from host if-match if-modified-since if-none-match "
          "if-range if-unmodified-since last-modified link location max-forwards proxy-authenticate proxy-authorization range "
          "referer refresh retry-after server set-cookie strict-transport-security transfer-encoding user-agent vary via "
          "www-authenticate").split()
STATUS_VALUES = {8: "200", 9: "204", 10: "206", 11: "304", 12: "400", 13: "404", 14: "500"}


class Hpack:
    def __init__(self):
        self.table = []

    def decode(self, data):
        self.data, self.at, headers = data, 0, []
        while self.at < len(data) and len(headers) < 200:
            byte = data[self.at]
            if byte & 0x80:
                headers.append(self.entry(self.number(7)))
            elif byte & 0xE0 == 0x20:
                self.number(5)
            else:
                indexed = bool(byte & 0x40)
                index = self.number(6 if indexed else 4)
                name = self.entry(index)[0] if index else self.text()
                pair = [name, self.text()]
                headers.append(pair)
                if indexed:
                    self.table.insert(0, pair)
                    del self.table[128:]
        return headers

    def number(self, bits):
        mask = (1 << bits) - 1
        value = self.data[self.at] & mask
        self.at += 1
        if value < mask:
            return value
        for shift in range(0, 35, 7):
            byte = self.data[self.at]
            self.at += 1
            value += (byte & 0x7F) << shift
            if byte < 0x80:
                return value
        raise ValueError("an HPACK number is too long")

    def entry(self, index):
        if 1 <= index <= len(STATIC):
            return [STATIC[index - 1], STATUS_VALUES.get(index, "")]
        return list(self.table[index - len(STATIC) - 1]) if index > len(STATIC) else ["", ""]

    def text(self):
        coded = self.data[self.at] & 0x80
        size = self.number(7)
        raw = self.data[self.at:self.at + size]
        self.at += size
        if not coded:
            return raw.decode("latin-1")
        out, length, code = [], 0, 0
        for bit in (byte >> shift & 1 for byte in raw for shift in range(7, -1, -1)):
            code, length = code << 1 | bit, length + 1
            letter = HUFFMAN.get((length, code))
            if letter is not None:
                out.append(letter)
                length, code = 0, 0
            elif length > 30:
                raise ValueError("not a code of HPACK")
        return "".join(out)


def literal(name, value):
    return b"\x00" + bytes([len(name)]) + name + bytes([len(value)]) + value


def frame(kind, flags, stream, payload):
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + payload


def grpc_request(request):
    authority = request["authority"].encode("ascii", "replace")[:120]
    head = b"".join(literal(name, value) for name, value in (
        (b":method", b"POST"), (b":scheme", request["scheme"].encode()), (b":path", b"/grpc.health.v1.Health/Check"),
        (b":authority", authority), (b"te", b"trailers"), (b"content-type", b"application/grpc"),
        (b"user-agent", b"duo-doctor")))
    return H2_PREFACE + frame(4, 0, 0, b"") + frame(1, 4, 1, head) + frame(0, 1, 1, b"\0\0\0\0\0")


def adopt_http1(data, stream, answer):
    """A server that does not speak HTTP/2 says so in HTTP/1, and its version tells what is wrong."""
    held = [data]
    more = stream.receive
    stream.receive = lambda: held.pop() if held else more()
    status, version, headers, _, _ = read_head(stream)
    answer["status"], answer["http_version"], answer["headers"] = status, version, headers
    answer["body"] = base64.b64encode(data[:MAX_FOREIGN]).decode("ascii")


def unpadded(flags, payload, kind):
    if flags & 8:
        payload = payload[1:len(payload) - payload[0]] if payload else payload
    return payload[5:] if kind == 1 and flags & 32 else payload


def read_h2(stream, answer, sent_at):
    data, hpack, body, block = b"", Hpack(), b"", b""
    checked = False
    while len(body) < 65536:
        while len(data) < 9 or len(data) < 9 + int.from_bytes(data[:3], "big"):
            more = stream.receive()
            if not more:
                raise Failure("closed-by-peer", "response", "the connection ended before an answer", data[:MAX_FOREIGN])
            answer["phases"].setdefault("first_byte", micros(time.monotonic() - sent_at))
            data += more
            if data.startswith(b"HTTP/1"):
                return adopt_http1(data, stream, answer)
            # The first frame of a server is SETTINGS.
            if not checked and len(data) >= 9:
                checked = True
                if data[3] != 4:
                    raise Failure("not-http", "response", "the peer does not speak HTTP/2", data[:MAX_FOREIGN])
            if len(data) > 1 << 20:
                raise Failure("too-large", "response", "a frame is too large")
        size = int.from_bytes(data[:3], "big")
        kind, flags, number = data[3], data[4], int.from_bytes(data[5:9], "big") & 0x7FFFFFFF
        payload, data = data[9:9 + size], data[9 + size:]
        if kind == 4 and not flags & 1:
            stream.send(frame(4, 1, 0, b""))
        elif kind == 6 and not flags & 1:
            stream.send(frame(6, 1, 0, payload))
        elif kind == 7:
            raise Failure("closed-by-peer", "response", "the server sent GOAWAY")
        elif kind == 3 and number == 1:
            if answer["status"]:
                return None
            raise Failure("closed-by-peer", "response", "the server reset the stream")
        elif kind in (1, 9) and number == 1:
            block += unpadded(flags, payload, kind) if kind == 1 else payload
            if flags & 4:
                for name, value in hpack.decode(block):
                    if name == ":status":
                        answer["status"] = int(value) if value.isdigit() and len(value) == 3 else 0
                        answer["http_version"] = "2"
                    else:
                        answer["headers"].append([name.lower(), value])
                block = b""
        elif kind == 0 and number == 1:
            body += unpadded(flags, payload, kind)
            answer["body"] = base64.b64encode(body[:4096]).decode("ascii")
        if kind in (0, 1) and number == 1 and flags & 1:
            return None
    return None


def ask_grpc(request, answer, deadline):
    stream, _ = open_stream(request, answer, deadline, ["h2"], unverified_context, tunnels=True)
    try:
        sent_at = time.monotonic()
        try:
            stream.send(grpc_request(request))
            read_h2(stream, answer, sent_at)
        except ssl.SSLError as error:
            raise tls_failure(error, stream)
        except OSError as error:
            raise failure_of(error, "response")
        except (IndexError, ValueError) as error:
            raise Failure("not-http", "response", error)
    finally:
        stream.close()


# --- files and trust --------------------------------------------------------------------------------------------------

def without_private_keys(data):
    kept, copied, at, found = [], 0, 0, False
    while True:
        at = data.find(b"-----BEGIN ", at)
        if at < 0:
            break
        label_end = data.find(b"-----", at + 11)
        if label_end < 0 or label_end - at > 75:
            at += 11
            continue
        label, at = data[at + 11:label_end], label_end + 5
        if not label.endswith(b"PRIVATE KEY"):
            continue
        found = True
        kept.append(data[copied:at] + b"\n")
        close = data.find(b"-----END ", at)
        copied = len(data) if close < 0 else close
        at = copied
    return b"".join(kept) + data[copied:], found


def read_bounded(path, limit):
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # a pipe must not hold us
    with os.fdopen(descriptor, "rb") as file:
        return file.read(limit + 1) or b""


def file_answer(path):
    data, problem = b"", ""
    try:
        if os.path.isdir(path):
            names = [name for name in sorted(os.listdir(path)) if os.path.isfile(os.path.join(path, name))]
            if len(names) > 500:
                problem = "only the first 500 of %d files were read" % len(names)
            for name in names[:500]:
                try:
                    data += (b"\n" if data and not data.endswith(b"\n") else b"")
                    data += read_bounded(os.path.join(path, name), MAX_FILE - len(data))
                except OSError as error:
                    problem = problem or "%s: %s" % (name, error.strerror)
                if len(data) > MAX_FILE:
                    break
        else:
            data = read_bounded(path, MAX_FILE)
    except OSError as error:
        missing = error.errno in (errno.ENOENT, errno.ENOTDIR)
        problem = "there is no such file or folder" if missing else error.strerror or str(error)
    if len(data) > MAX_FILE:
        data, problem = data[:MAX_FILE], problem or "only the first 8 MiB were read"
    data, found = without_private_keys(data)
    return {"path": path, "bytes": base64.b64encode(data).decode("ascii"), "had_private_key": found, "error": problem}


def site_packages():
    """Where the gateway's own Python keeps its packages: that of its processes, then the usual places of Poetry."""
    roots = [os.environ.get("VIRTUAL_ENV", ""), sys.prefix]
    for pid in sorted((name for name in os.listdir("/proc") if name.isdigit()), key=int)[:50] if os.path.isdir("/proc") else []:
        try:
            with open("/proc/%s/cmdline" % pid, "rb") as file:
                words = file.read(4096).decode("utf-8", "replace").split("\0")[:2]
        except OSError:
            continue
        roots += [word.split("/bin/")[0] for word in words if word.startswith("/") and "/bin/" in word]
    for home in ("/home/aigateway/.cache/pypoetry/virtualenvs", "/root/.cache/pypoetry/virtualenvs"):
        roots += [os.path.join(home, name) for name in sorted(os.listdir(home))] if os.path.isdir(home) else []
    roots += ["/home/aigateway/app/.venv", "/app/.venv", "/usr/local", "/usr"]
    for root in dict.fromkeys(root for root in roots if root):
        for lib in ("lib", "lib64"):
            folder = os.path.join(root, lib)
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
                if name.startswith("python3"):
                    yield os.path.join(folder, name, "site-packages")
                    yield os.path.join(folder, name, "dist-packages")


def certifi_path():
    for folder in site_packages():
        path = os.path.join(folder, "certifi", "cacert.pem")
        if os.path.isfile(path):
            return path
    try:
        import certifi
        return certifi.where()
    except Exception:
        return ""


def process_environment():
    """The environment of the gateway's first process, where it may be read; a new process may have another one."""
    values = dict(os.environ)
    if ASKED.get("place") == "gateway" and not ASKED.get("local"):
        try:
            with open("/proc/1/environ", "rb") as file:
                raw = file.read(1 << 20)
            for part in raw.split(b"\0"):
                name, equals, value = part.partition(b"=")
                if equals:
                    values[name.decode("utf-8", "replace")] = value.decode("utf-8", "replace")
        except OSError:
            pass
    return values


def trust_path(names):
    """@return path and the variable that names it; certifi's file without one; empty for the system's own trust."""
    values = process_environment()
    for name in names:
        if values.get(name):
            return values[name], name
    path = certifi_path()
    if path:
        return path, ""
    paths = ssl.get_default_verify_paths()
    for candidate in (paths.cafile, "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"):
        if candidate and os.path.isfile(candidate):
            return candidate, ""
    return "", ""


def answer_trust(request):
    if request["client"] == "gitlab":
        answer = file_answer("/etc/gitlab/trusted-certs")
        bundle = "/opt/gitlab/embedded/ssl/certs/cacert.pem"
        if not os.path.isfile(bundle):
            bundle = "/etc/ssl/certs/ca-certificates.crt"
        own, more = base64.b64decode(answer["bytes"]), file_answer(bundle)
        answer["bytes"] = base64.b64encode(own + b"\n" + base64.b64decode(more["bytes"])).decode("ascii")
        # No folder: nothing was added, which is no error. A file in it that cannot be read is one.
        if answer["error"] == "there is no such file or folder":
            answer["error"] = more["error"]
        answer["path"] += " " + bundle
        return answer
    path, variable = trust_path(("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE") if request["client"] == "requests" else ("SSL_CERT_FILE",))
    if not path:
        return {"path": "", "bytes": "", "had_private_key": False, "error": "no file of certificates was found"}
    answer = file_answer(path)
    answer["variable"] = variable
    return answer


# --- the place itself -------------------------------------------------------------------------------------------------

def is_key_name(name):
    upper = name.upper()
    if upper in ("PWD", "OLDPWD") or "TOKENIZER" in upper or upper.endswith(("_FILE", "_PATH", "_DIR")):
        return False
    return any(mark in upper for mark in ("KEY", "SECRET", "TOKEN", "PASSW", "PWD", "CREDENTIAL"))


def key_shape(value):
    text = value.strip()
    if not text:
        return "empty"
    if "PRIVATE KEY-----" in text and text.lstrip("\"'").startswith("-----BEGIN"):
        # An environment file cuts a value at its first line break, and quotes stay in it.
        whole = "-----END" in text and ("\n" in text) and not text.startswith(("\"", "'"))
        if whole:
            return "pem"
        return "other" if "-----END" in text else "cut"
    return "other"


def without_user(value):
    """URLs in a value lose their user information."""
    out, rest = "", value
    while "://" in rest:
        before, _, after = rest.partition("://")
        stop = min([at for at in (after.find(mark) for mark in "/?# ,;\"'") if at >= 0] or [len(after)])
        out += before + "://" + after[:stop].rpartition("@")[2]
        rest = after[stop:]
    return out + rest


def answer_environment(_):
    values, keys = {}, {}
    for name, value in sorted(process_environment().items())[:2000]:
        if is_key_name(name):
            keys[name] = key_shape(value)
        else:
            values[name] = without_user(value)[:4096]
    return {"values": values, "keys": keys}


def answer_folders(request):
    values, folders = process_environment(), []
    for asked in request["paths"][:50]:
        path = asked
        if asked.startswith("$"):
            path = values.get(asked.strip("${}"), "")
            if not path:
                continue
        entry = {"path": path, "exists": os.path.isdir(path), "writable": False, "error": ""}
        name = os.path.join(path, ".duo-doctor-%d" % os.getpid())
        try:
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            entry["writable"] = True
            os.unlink(name)
        except OSError as error:
            entry["error"] = error.strerror or str(error)
        folders.append(entry)
    return {"folders": folders}


def answer_tail(request):
    problem = "there is no such file"
    for path in request["paths"]:
        try:
            with open(path, "rb") as file:
                size = file.seek(0, 2)
                start = max(0, size - MAX_TAIL)
                file.seek(start)
                data = file.read(MAX_TAIL)
            if start:
                data = data.partition(b"\n")[2]
            lines = data.split(b"\n")
            kept = lines[-request["lines"] - 1:]
            return {"path": path, "bytes": base64.b64encode(b"\n".join(kept)).decode("ascii"), "error": "",
                    "truncated": bool(start) or len(kept) < len(lines)}
        except OSError as error:
            if error.errno not in (errno.ENOENT, errno.ENOTDIR):
                problem = "%s: %s" % (path, error.strerror)
    return {"path": "", "bytes": "", "error": problem, "truncated": False}


# --- the run ----------------------------------------------------------------------------------------------------------

ANSWERS = {"file": lambda request: file_answer(request["path"]), "trust": answer_trust, "environment": answer_environment,
           "folders": answer_folders, "tail": answer_tail}


def answer_one(request):
    try:
        if request["kind"] == "http":
            answer = answer_network(request, ask_http1)
        elif request["kind"] == "grpc":
            answer = answer_network(request, ask_grpc)
        else:
            answer = ANSWERS[request["kind"]](request)
        answer.update(id=request["id"], kind=request["kind"])
    except Exception as error:  # one broken question must not take the others along
        answer = {"id": request.get("id"), "kind": "error", "error": "%s: %s" % (type(error).__name__, str(error)[:300])}
    say(answer)


def watch(deadline, watches_input):
    """Ends the process with its time, with the end of its input, with its reader, and with its parent."""
    parent, poller = os.getppid(), select.poll()
    poller.register(1, 0)
    if watches_input:
        poller.register(0, select.POLLIN)
    while time.monotonic() < deadline:
        for number, event in poller.poll(500):
            if number == 1 and event & (select.POLLERR | select.POLLNVAL):
                os._exit(0)
            if number == 0 and not os.read(0, 4096):
                os._exit(0)
        if os.getppid() != parent:
            os._exit(0)
    os._exit(0)


def main():
    source = sys.stdin.buffer
    ASKED.update(json.loads(source.read(int(source.readline())).decode("utf-8")))
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    deadline = time.monotonic() + ASKED["limit"] / 1000.0
    threading.Thread(target=watch, args=(deadline, ASKED.get("watch_input", False)), daemon=True).start()
    say({"kind": "start", "python": "%d.%d.%d" % sys.version_info[:3]})
    threads = [threading.Thread(target=answer_one, args=(request,), daemon=True) for request in ASKED["requests"]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say({"kind": "end"})
    os._exit(0)


main()
