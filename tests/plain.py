"""httpx for the servers of tests, which have no certificates: to check any, each client first reads all that the machine trusts,
which takes ten times as long as a request."""

from __future__ import annotations

from functools import partial

import httpx

Client = partial(httpx.Client, verify=False)
get = partial(httpx.get, verify=False)
head = partial(httpx.head, verify=False)
options = partial(httpx.options, verify=False)
post = partial(httpx.post, verify=False)
put = partial(httpx.put, verify=False)
delete = partial(httpx.delete, verify=False)
request = partial(httpx.request, verify=False)
