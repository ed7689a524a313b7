"""Ask the web server in this container whether it is well; the exit status is the answer."""

from urllib.request import Request, urlopen

# As if through the proxy that speaks HTTPS, so that the answer is not a redirect to it.
with urlopen(Request("http://localhost:8000/healthz", headers={"X-Forwarded-Proto": "https"}), timeout=4):
    pass
