"""Asks postfix-mta-sts-resolver about domains of a test bed.

A line of JSON on standard input is a question, a line on standard output its answer; answers come in any order.
Its own code decides everything. What it is given are the name server, the authority to trust and the port for HTTPS.
"""

import argparse
import asyncio
import json
import ssl
import sys

import aiodns
import aiohttp
from aiohttp.resolver import AsyncResolver
from postfix_mta_sts_resolver import resolver as peer


class BedResolver(AsyncResolver):
    """Finds hosts with the test bed's name server, all of them at one port."""

    def __init__(self, nameserver, https_port):
        super().__init__(nameservers=[nameserver])
        self._https_port = https_port

    async def resolve(self, host, port=0, family=0):
        found = await super().resolve(host, port, family)
        return [{**address, "port": self._https_port} for address in found]


def bind_to_bed(options):
    """Has every session of the peer look up, trust and connect as the test bed needs it."""
    trust = ssl.create_default_context(cafile=options.ca)
    session_class = aiohttp.ClientSession

    def session(**arguments):
        hosts = BedResolver(options.dns, options.https_port)
        return session_class(connector=aiohttp.TCPConnector(resolver=hosts, ssl=trust), **arguments)

    aiohttp.ClientSession = session


def answer_of(result, policy_with_id):
    answer = {"result": result.name}
    if policy_with_id is not None:
        policy_id, policy = policy_with_id
        answer.update(id=policy_id, mode=policy["mode"], mx=policy["mx"], maxAge=policy["max_age"])
    return answer


def new_resolver(options):
    """A resolver for one question: what it has looked up must not answer the next one, which asks at another moment."""
    loop = asyncio.get_running_loop()
    resolver = peer.STSResolver(loop=loop)
    # Its constructor knows no other name servers than those of the system.
    resolver._resolver = aiodns.DNSResolver(  # pylint: disable=protected-access
        nameservers=[options.dns], timeout=peer.defaults.TIMEOUT, loop=loop
    )
    return resolver


async def reply(options, question):
    resolver = new_resolver(options)
    try:
        answer = answer_of(*await resolver.resolve(question["domain"], question.get("knownId")))
    except Exception as error:  # pylint: disable=broad-exception-caught
        # What the peer does not catch either ends one of its requests.
        answer = {"result": "CRASH", "error": f"{type(error).__name__}: {error}"}
    finally:
        await resolver._resolver.close()  # pylint: disable=protected-access
    print(json.dumps({"number": question["number"], **answer}), flush=True)


async def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dns", required=True, metavar="ADDRESS:PORT")
    parser.add_argument("--https-port", required=True, type=int)
    parser.add_argument("--ca", required=True, metavar="FILE")
    options = parser.parse_args()
    bind_to_bed(options)
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    under_way = set()
    while line := await lines.readline():
        task = loop.create_task(reply(options, json.loads(line)))
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    await asyncio.gather(*under_way)


asyncio.run(main())
