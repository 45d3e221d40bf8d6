"""Has checkdmarc check MTA-STS and TLS-RPT of the domains on standard input, one a line, and prints what it took."""

import argparse
import json
import os
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--dns-port", required=True, type=int)
parser.add_argument("--https-port", required=True, type=int)
parser.add_argument("--ca", required=True, metavar="FILE")
parser.add_argument("--at-once", required=True, type=int)
options = parser.parse_args()
os.environ["REQUESTS_CA_BUNDLE"] = options.ca

import dns.resolver
import urllib3.util.connection
from checkdmarc.mta_sts import check_mta_sts
from checkdmarc.smtp_tls_reporting import check_smtp_tls_reporting

resolver = dns.resolver.Resolver(configure=False)
resolver.nameservers = ["127.0.0.1"]
resolver.port = options.dns_port
connect = urllib3.util.connection.create_connection


def connect_on_stage(address, *arguments, **named):
    """The library looks hosts up with the system's resolver, which knows nothing of the stage."""
    host = resolver.resolve(address[0], "A")[0].to_text()
    return connect((host, options.https_port), *arguments, **named)


urllib3.util.connection.create_connection = connect_on_stage


def check(domain):
    sts = check_mta_sts(domain, resolver=resolver)
    reports = check_smtp_tls_reporting(domain, resolver=resolver)
    return sts["valid"] and reports["valid"]


domains = sys.stdin.read().split()
began = time.perf_counter()
if options.at_once == 1:
    found = [check(domain) for domain in domains]
else:
    with ThreadPoolExecutor(options.at_once) as threads:
        found = list(threads.map(check, domains))
used = resource.getrusage(resource.RUSAGE_SELF)
result = {
    "seconds": time.perf_counter() - began,
    "cpuSeconds": used.ru_utime + used.ru_stime,
    "peakMiB": used.ru_maxrss / 1024,
    "fine": sum(found),
}
print(json.dumps(result))
