"""urllib and requests, with an answer from dead addresses."""

import functools
import io

from legacy_repro.runner.downloads import addresses, made


def answer_urllib(request):
    """Let everything in ``urllib.request`` that opens an address ask us first."""
    for name in ("OpenerDirector", "URLopener"):  # Python 3.14 has no URLopener
        opener = getattr(request, name, None)
        if opener is not None:
            opener.open = _asked_first(opener.open)


def answer_requests(adapters):
    """Let the adapter by which ``requests`` reaches the web ask us first."""
    adapters.HTTPAdapter.send = _sent_to_us_first(adapters.HTTPAdapter.send)


def _asked_first(open_live):
    from urllib.error import URLError

    @functools.wraps(open_live)
    def open(self, fullurl, *args, **kwargs):
        url = getattr(fullurl, "full_url", fullurl)
        path = _path(url, URLError)
        if path is not None:
            method = fullurl.get_method() if url is not fullurl else "GET"
            return _urllib_response(url, method, path.read_bytes())
        if addresses.is_gone(url):
            raise URLError(addresses.remedy(url))
        return open_live(self, fullurl, *args, **kwargs)

    return open


def _path(url, error):
    """Return the path of our file for a dead address, or None; raise `error` if it is not made."""
    try:
        return made.in_place_of(url)
    except made.NotMade as reason:
        raise error(str(reason)) from None


def _urllib_response(url, method, content):
    """Return what urllib returns, http.client's own response, read from memory."""
    from http.client import HTTPResponse

    head = "".join(f"{name}: {value}\r\n" for name, value in _headers(content).items())
    answer = f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + content
    response = HTTPResponse(_Connection(answer), method=method, url=url)
    response.begin()
    response.url, response.msg = url, response.reason  # as urllib sets them
    return response


class _Connection:
    """What http.client takes from a socket: a file to read the answer from."""

    def __init__(self, answer):
        self._answer = answer

    def makefile(self, mode):
        return io.BytesIO(self._answer)


def _sent_to_us_first(send_live):
    from requests.exceptions import ConnectionError
    from urllib3 import HTTPResponse

    @functools.wraps(send_live)
    def send(self, request, *args, **kwargs):
        path = _path(request.url, functools.partial(ConnectionError, request=request))
        if path is not None:
            content = path.read_bytes()
            raw = HTTPResponse(
                io.BytesIO(b"" if request.method == "HEAD" else content),
                _headers(content),
                status=200,
                reason="OK",
                preload_content=False,
                request_method=request.method,
            )
            return self.build_response(request, raw)
        if addresses.is_gone(request.url):
            raise ConnectionError(addresses.remedy(request.url), request=request)
        return send_live(self, request, *args, **kwargs)

    return send


def _headers(content):
    return {"Content-Type": "application/x-gzip", "Content-Length": str(len(content))}
