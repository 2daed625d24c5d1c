"""Serves one file in good and bad ways: /good with ranges, /plain without, /cut ends after 40 000 bytes, /altered by a bit, /longer,
/moved leads to /good, /away to another protocol; all else is not found. Prints its port."""
import http.server, re, sys
body = open(sys.argv[1], "rb").read()
class Files(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"
    def log_message(self, *words): pass
    def do_GET(self):
        start = re.match(r"bytes=(\d+)-", self.headers.get("Range") or "")
        start = int(start[1]) if start and self.path in ("/good", "/cut") else 0
        if self.path in ("/moved", "/away"):
            self.send_response(302); self.send_header("Location", "/good" if self.path == "/moved" else "file:///etc/hostname"); self.end_headers(); return
        if self.path not in ("/good", "/plain", "/cut", "/altered", "/longer"):
            self.send_error(404); return
        data = {"/altered": body[:-1] + bytes([body[-1] ^ 1]), "/longer": body + b"more"}.get(self.path, body)
        self.send_response(206 if start else 200)
        if start: self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - start)); self.end_headers()
        self.wfile.write(data[start:start + 40000] if self.path == "/cut" else data[start:])
server = http.server.HTTPServer(("127.0.0.1", 0), Files)
print(server.server_address[1], flush=True)
server.serve_forever()
