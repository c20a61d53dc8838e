#!/usr/bin/env bash
# The service as strangers, browsers, slow clients and writers meet it; the agents' tools on standard streams.
source "$(dirname "$0")/common.sh"
small_corpus
"$trine" build corpus -l s -q || fail build

serve() {  # options: starts the service, its address goes to $at
  "$trine" serve -l s --port 0 "$@" 2>serve.err &
  server=$!
  for _ in $(seq 200); do
    at=$(sed -n 's/.*at \(http:[^ ]*\)\/ .*/\1/p' serve.err)
    [ -n "$at" ] && return
    sleep 0.05
  done
  fail "no service: $(cat serve.err)"
}
# get CODE PATH [HEADER...]: the body is in ./out
get() {
  local wanted=$1 path=$2 code
  shift 2
  code=$(python3 - "$at$path" "$@" <<'PY'
import sys, urllib.request, urllib.error
request = urllib.request.Request(sys.argv[1], headers=dict(h.split(": ", 1) for h in sys.argv[2:]))
try:
    answer = urllib.request.urlopen(request, timeout=20)
except urllib.error.HTTPError as error:
    answer = error
open("out", "wb").write(answer.read())
open("headers", "w").write(str(answer.headers))
print(answer.status)
PY
)
  [ "$code" = "$wanted" ] || { fail "$path: status $code, wanted $wanted"; head -c 300 out; }
}

serve
get 200 '/api/search?q=ruiz'; has out '"name":"Ana Ruiz"' '"total":1'
get 200 '/api/facts?name=Ruiz&other=Okoro&quotes=5'; has out '"relation":"meet"' 'Ana Ruiz met Ben Okoro.'
get 200 '/api/facts?name=Ruiz&format=jsonl&limit=1'; lacks out '"items"'
get 200 '/api/paths?a=Ruiz&b=Moreau'; has out '"length":3'
get 200 '/api/graph?nodes=10'; has out '"x":' '"status":"stated"'
get 200 '/api/document?key=corpus/b.conllu::b'; has out '"relation_span"'
get 200 /; has out '<title>Trine</title>'; has headers 'Content-Security-Policy'
get 200 /openapi.json; has out '"openapi": "3.1.0"'
get 404 '/api/entity?name=Nobody%20Known'; has out '"error"'
get 400 '/api/paths?a=Ruiz'; has out 'b: it is needed'
get 400 '/api/facts?name=Ruiz&from=yesterday'
get 404 /no/such
get 403 '/api/statistics' 'Host: evil.example'
get 403 '/api/statistics' 'Origin: http://evil.example'
get 200 '/api/statistics'
tag=$(sed -n 's/^ETag: //p' headers | tr -d '\r')
get 304 '/api/statistics' "If-None-Match: $tag"
get 200 /metrics; has out 'trine_requests_total{route="/api/statistics",status="200"} 1'

# Nothing is changed unless it was allowed; a build beside the service is seen within two seconds.
python3 - "$at" <<'PY' || fail 'a change was let through'
import sys, urllib.request, urllib.error
try:
    urllib.request.urlopen(urllib.request.Request(sys.argv[1] + "/api/decisions", b'{"action":"undo"}',
                                                  {"Content-Type": "application/json"}), timeout=20)
except urllib.error.HTTPError as error:
    sys.exit(error.code != 403)
sys.exit(1)
PY
{ newdoc d; svo 'Eva Brandt' meet met 'Ana Ruiz'; } >corpus/d.conllu
"$trine" build corpus -l s -q || fail 'a build beside the service'
sleep 1.2
get 200 '/api/facts?name=Brandt'; has out 'Eva Brandt met Ana Ruiz.'

# 300 callers at once and 40 that say nothing harm nobody.
python3 - "$at" <<'PY' || fail 'callers were not served'
import socket, sys, threading, urllib.parse, urllib.request
at = sys.argv[1]
address = urllib.parse.urlsplit(at)
silent = [socket.create_connection((address.hostname, address.port)) for _ in range(20)]
for one in silent[:10]:
    one.sendall(b"GET /api/stat")
failed = []
def call():
    try:
        urllib.request.urlopen(at + "/api/search?q=ruiz", timeout=60).read()
    except Exception as error:
        failed.append(error)
threads = [threading.Thread(target=call) for _ in range(300)]
[t.start() for t in threads]
[t.join() for t in threads]
raw = socket.create_connection((address.hostname, address.port))
raw.sendall(b"\x00\xff\x00garbage\r\n\r\n")
raw.recv(100)
sys.exit(bool(failed) and (print(failed[:3]) or 1))
PY
# A store that is replaced underneath.
mv s old && { "$trine" build corpus/a.conllu -l s -q || fail 'a new store'; }
sleep 1.2
get 200 '/api/statistics'; has out '"documents":1'
kill -TERM $server; wait $server; [ $? -le 1 ] || fail "the service ended badly: $(cat serve.err)"

serve --token secret --allow-write
get 401 '/api/statistics'
get 200 / # the page asks for the token
get 200 '/api/statistics' 'Authorization: Bearer secret'
python3 - "$at" <<'PY' || fail 'a decision'
import json, sys, urllib.request
def post(path, body):
    request = urllib.request.Request(sys.argv[1] + path, json.dumps(body).encode(),
                                     {"Content-Type": "application/json", "Authorization": "Bearer secret"})
    return json.load(urllib.request.urlopen(request, timeout=20))
assert post("/api/decisions", {"action": "rename", "a": "Ana Ruiz", "name": "Minister Ruiz"})["decision"] == 1
assert post("/api/decisions", {"action": "undo"})["action"] == "undo"
# The same key is the same document, with or without a source; a document taken out is gone.
for key in "note", "service::note", "desk::note":
    text = "Ana Ruiz visited Lisbon on Friday. %s" % key
    assert post("/api/documents", {"key": key, "text": text, "date": "2024-05-31"})["document"] == (
        "desk::note" if key.startswith("desk") else "service::note")
page = json.load(urllib.request.urlopen(urllib.request.Request(
    sys.argv[1] + "/api/documents", headers={"Authorization": "Bearer secret"}), timeout=20))
notes = [one["key"] for one in page["items"] if one["key"].endswith("::note")]
assert notes == ["desk::note", "service::note"], notes
post("/api/documents/remove", {"key": "desk::note"})
PY
kill -TERM $server; wait $server
expect 2 "$trine" serve -l s --host 0.0.0.0 --port 0
has err token
expect 4 "$trine" serve -l nothing --port 0

# An agent on standard streams.
{ echo '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}'
  echo '{"jsonrpc":"2.0","method":"notifications/initialized"}'
  echo 'no json'; head -c 300 /dev/urandom | tr '\n' ' '; echo
  echo '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"relations_between","arguments":{"a":"Ruiz","b":"Okoro"}}}'
} >asked
"$trine" mcp -l s <asked >out 2>err || fail "mcp: $(cat err)"
[ "$(wc -l <out)" -eq 4 ] || fail "$(cat out)"
has out '"id":2' 'Ana Ruiz met Ben Okoro.' '[corpus/a.conllu::a' '-32700'
finish
