"""Python 2's urllib, urllib2 and urlparse in one: what today's urllib has, looked up when used."""

import urllib.error
import urllib.parse
import urllib.request


def __getattr__(name):
    for module in (urllib.request, urllib.parse, urllib.error):
        if hasattr(module, name):
            return getattr(module, name)
    raise AttributeError(f"urllib.{name}: Python 3 has no such name")
