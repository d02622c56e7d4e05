#!/usr/bin/env python3
"""Figures of the program as a user meets them: whole processes, in turn with what a user would use instead."""
import argparse
import json
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def measured(command: list[str], env: dict | None = None) -> tuple[float, float]:
    """CPU seconds and wall seconds of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=env, **QUIET)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start


def in_turn(a: list[str], b: list[str], runs: int, env: dict) -> tuple[list, list]:
    measured(a, env), measured(b, env)
    first, second = [], []
    for _ in range(runs):
        first.append(measured(a, env))
        second.append(measured(b, env))
    return first, second


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def make_certificates(folder: Path, host: str) -> None:
    run = lambda *words: subprocess.run(["openssl", *words], cwd=folder, check=True, **QUIET)  # noqa: E731
    run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "300",
        "-subj", "/CN=Bench Root", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    run("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", f"/CN={host}")
    (folder / "ext").write_text(f"subjectAltName=DNS:{host}\nbasicConstraints=CA:false\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n"
                                "authorityKeyIdentifier=keyid\n")
    run("x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "90", "-extfile", "ext", "-out", "leaf.pem")


def start_nginx(folder: Path, port: int) -> subprocess.Popen:
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; events {{ }}\n"
        "http { access_log off; default_type application/json; "
        + "".join(f"{k}_temp_path {folder}/{k}; " for k in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {folder}/leaf.pem; ssl_certificate_key {folder}/leaf.key; "
        "location = /monitoring/healthz { return 200 '{}'; } location / { return 401 '{\"error\":\"No authorization header presented\"}'; } } }\n")
    process = subprocess.Popen([shutil.which("nginx", path="/usr/sbin:/usr/bin") or "nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)], **QUIET)
    for _ in range(200):
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.02)
    sys.exit("nginx did not start: " + (folder / "error.log").read_text())


def bench_check_cpu(program: str, runs: int) -> None:
    """curl gets the system's bundle with our root in it, through SSL_CERT_FILE, which both obey."""
    host = "aigw.bench.localhost"
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        make_certificates(folder, host)
        system = Path("/etc/ssl/certs/ca-certificates.crt")
        (folder / "bundle.pem").write_bytes((system.read_bytes() if system.exists() else b"") + (folder / "ca.pem").read_bytes())
        nginx = start_nginx(folder, port)
        try:
            url = f"https://{host}:{port}"
            (folder / "d.json").write_text(json.dumps({"schema": "duo-doctor/deployment/1", "ai_gateway": {"url": url}}))
            env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")} | {"SSL_CERT_FILE": str(folder / "bundle.pem")}
            ours = [program, "check", str(folder / "d.json"), "--format", "json"]
            code = subprocess.run(ours, env=env, **QUIET).returncode
            theirs = ["curl", "-sS", "--resolve", f"{host}:{port}:127.0.0.1", "--cacert", str(folder / "bundle.pem"), f"{url}/monitoring/healthz"]
            assert subprocess.run(theirs, env=env, **QUIET).returncode == 0, "curl fails; the comparison means nothing"
            a, b = in_turn(ours, theirs, runs, env)
            ratio = statistics.median(x[0] / y[0] for x, y in zip(a, b))
            print(f"check-cpu: ours {1000 * statistics.median(x[0] for x in a):.1f} ms CPU, {1000 * statistics.median(x[1] for x in a):.1f} ms wall (exit {code}); "
                  f"curl {1000 * statistics.median(x[0] for x in b):.1f} ms CPU, {1000 * statistics.median(x[1] for x in b):.1f} ms wall; CPU ratio {ratio:.2f}")
        finally:
            nginx.terminate()
            nginx.wait(5)


def bench_check_span(program: str, runs: int) -> None:
    ratios, spans, slowest = [], [], []
    for _ in range(runs):
        out = subprocess.run([program, "practice", "--check", "--format", "json"], capture_output=True, check=False).stdout
        report = json.loads(out)
        longest = max(c.get("phases_ms", {}).get("total", 0) or 0 for c in report["checks"])
        spans.append(report["summary"]["duration_ms"])
        slowest.append(longest)
        ratios.append(report["summary"]["duration_ms"] / max(longest, 0.001))
    print(f"check-span: whole run {statistics.median(spans):.1f} ms, slowest probe {statistics.median(slowest):.1f} ms, ratio {statistics.median(ratios):.2f}")


def bench_certs(program: str, cases: Path | None, runs: int) -> None:
    if not cases:
        print("certs: name a batch file with --cases")
        return
    count = len(json.loads(cases.read_text())["cases"])
    times = [measured([program, "certs", "--batch", str(cases), "--format", "json"])[0] for _ in range(runs)]
    print(f"certs: {count} cases in {statistics.median(times):.2f} s CPU, {count / statistics.median(times):.0f} a second on one core")


def bench_read(program: str, runs: int) -> None:
    """A log of GitLab with one error in every thousand lines."""
    entry = {"severity": "INFO", "time": "2026-11-20T10:15:30.123Z", "correlation_id": "01J5ZQ8G4K2M0R7", "message": "Performed request to AI Gateway",
             "class": "Gitlab::Llm::AiGateway::Client", "ai_event_name": "response_received", "ai_component": "abstraction_layer"}
    error = entry | {"severity": "ERROR", "message": "Error response from AI Gateway", "status": 401, "ai_event_name": "error_response_received"}
    with tempfile.TemporaryDirectory() as name:
        log = Path(name, "llm.log")
        lines = [json.dumps(error if i % 1000 == 999 else entry) for i in range(30_000)]
        log.write_text("\n".join(lines) + "\n")
        ours = [program, "read", str(log), "--format", "json"]
        for theirs in (["grep", "-E", '"severity": ?"ERROR"', str(log)], ["jq", "-c", 'select(.severity=="ERROR")', str(log)]):
            if not shutil.which(theirs[0]):
                print(f"read: {theirs[0]} is not installed")
                continue
            a, b = in_turn(ours, theirs, runs, dict(os.environ))
            ratio = statistics.median(x[0] / y[0] for x, y in zip(a, b))
            print(f"read: {log.stat().st_size / 2**20:.1f} MiB of llm.log: ours {1000 * statistics.median(x[0] for x in a):.0f} ms CPU; "
                  f"{theirs[0]} {1000 * statistics.median(x[0] for x in b):.0f} ms CPU; ratio {ratio:.2f}")


def bench_window(program: str, runs: int) -> None:
    """Under an X server of its own; needs python3-xlib."""
    script = Path(__file__).with_name("window_start.py")
    subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1400x900x24", sys.executable, str(script), program, str(runs)], check=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default="build/release/app/duo-doctor")
    parser.add_argument("--only", choices=["check-cpu", "check-span", "certs", "read", "window"])
    parser.add_argument("--cases", type=Path, help="a batch file for `certs`")
    parser.add_argument("--runs", type=int, default=15)
    a = parser.parse_args()
    program = str(Path(a.program).resolve())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if a.only in (None, "check-cpu"):
        bench_check_cpu(program, a.runs)
    if a.only in (None, "check-span"):
        bench_check_span(program, a.runs)
    if a.only in (None, "certs"):
        bench_certs(program, a.cases, min(a.runs, 5))
    if a.only in (None, "read"):
        bench_read(program, a.runs)
    if a.only in (None, "window"):
        bench_window(program, a.runs)


if __name__ == "__main__":
    main()
