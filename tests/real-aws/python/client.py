"""Looks at moto's AWS, and edits it, with boto3: as somebody who has nothing to do with Terraform.

    client.py URL create-zone DOMAIN          prints the zone's id
    client.py URL observe ZONE                prints everything that is there
    client.py URL edit-object TEXT            overwrites the policy, and nothing else of its object
    client.py URL edit-txt ZONE NAME TEXT     overwrites a TXT record, and leaves its TTL

All answers are one JSON value on standard output.
"""

import base64
import json
import sys

import boto3
from botocore.exceptions import ClientError

REGIONS = ("us-east-1", "eu-central-1")
KEY = ".well-known/mta-sts.txt"


def client(url, service, region="us-east-1"):
    credentials = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    return boto3.client(service, endpoint_url=url, region_name=region, **credentials)


def create_zone(url, domain):
    zone = client(url, "route53").create_hosted_zone(Name=domain, CallerReference=domain)
    return zone["HostedZone"]["Id"].split("/")[-1]


def buckets(url):
    s3 = client(url, "s3", "eu-central-1")
    for name in (bucket["Name"] for bucket in s3.list_buckets()["Buckets"]):
        ownership = s3.get_bucket_ownership_controls(Bucket=name)["OwnershipControls"]["Rules"]
        try:
            policy = json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])
        except ClientError:
            policy = None
        yield {
            "name": name,
            "region": s3.get_bucket_location(Bucket=name)["LocationConstraint"],
            "policy": policy,
            "publicAccessBlock": s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"],
            "ownership": [rule["ObjectOwnership"] for rule in ownership],
            "objects": [one_object(s3, name, found["Key"]) for found in s3.list_objects_v2(Bucket=name)["Contents"]],
        }


def one_object(s3, bucket, key):
    found = s3.get_object(Bucket=bucket, Key=key)
    return {
        "key": key,
        "base64": base64.b64encode(found["Body"].read()).decode("ascii"),
        "contentType": found["ContentType"],
        "cacheControl": found["CacheControl"],
        "etag": found["ETag"].strip('"'),
    }


def records(url, zone):
    found = client(url, "route53").list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    return [
        {
            "name": record["Name"].rstrip("."),
            "type": record["Type"],
            "ttl": record["TTL"],
            "values": [value["Value"] for value in record["ResourceRecords"]],
        }
        for record in found
        if record["Type"] not in ("NS", "SOA")
    ]


def certificates(url):
    for region in REGIONS:
        acm = client(url, "acm", region)
        for summary in acm.list_certificates()["CertificateSummaryList"]:
            found = acm.describe_certificate(CertificateArn=summary["CertificateArn"])["Certificate"]
            yield {
                "region": region,
                "arn": found["CertificateArn"],
                "domain": found["DomainName"],
                "alternatives": found["SubjectAlternativeNames"],
                "status": found["Status"],
                "validations": [
                    {
                        "domain": option["DomainName"],
                        "method": option["ValidationMethod"],
                        "name": option["ResourceRecord"]["Name"].rstrip("."),
                        "type": option["ResourceRecord"]["Type"],
                        "value": option["ResourceRecord"]["Value"].rstrip("."),
                    }
                    for option in found["DomainValidationOptions"]
                ],
            }


def distributions(url):
    cloudfront = client(url, "cloudfront")
    summaries = cloudfront.list_distributions()["DistributionList"].get("Items", [])
    for found in (cloudfront.get_distribution(Id=summary["Id"])["Distribution"] for summary in summaries):
        config = found["DistributionConfig"]
        behavior, certificate = config["DefaultCacheBehavior"], config["ViewerCertificate"]
        (origin,) = config["Origins"]["Items"]
        yield {
            "arn": found["ARN"],
            "domainName": found["DomainName"],
            "enabled": config["Enabled"],
            "aliases": config["Aliases"].get("Items", []),
            "httpVersion": config["HttpVersion"],
            "ipv6": config["IsIPV6Enabled"],
            "viewerProtocolPolicy": behavior["ViewerProtocolPolicy"],
            "cachePolicyId": behavior["CachePolicyId"],
            "methods": sorted(behavior["AllowedMethods"]["Items"]),
            "compress": behavior["Compress"],
            "originDomain": origin["DomainName"],
            "certificateArn": certificate["ACMCertificateArn"],
            "tlsFloor": certificate["MinimumProtocolVersion"],
            "sslSupportMethod": certificate["SSLSupportMethod"],
        }


def access_controls(url):
    found = client(url, "cloudfront").list_origin_access_controls()["OriginAccessControlList"].get("Items", [])
    return [
        {
            "id": control["Id"],
            "originType": control["OriginAccessControlOriginType"],
            "signing": f"{control['SigningBehavior']} {control['SigningProtocol']}",
        }
        for control in found
    ]


def observe(url, zone):
    return {
        "buckets": list(buckets(url)),
        "records": records(url, zone),
        "certificates": list(certificates(url)),
        "distributions": list(distributions(url)),
        "accessControls": access_controls(url),
    }


def edit_object(url, text):
    s3 = client(url, "s3", "eu-central-1")
    (bucket,) = s3.list_buckets()["Buckets"]
    as_it_was = {"ContentType": "text/plain", "CacheControl": "no-store"}
    s3.put_object(Bucket=bucket["Name"], Key=KEY, Body=text.encode("ascii"), **as_it_was)


def edit_txt(url, zone, name, text):
    record = {"Name": name, "Type": "TXT", "TTL": 300, "ResourceRecords": [{"Value": f'"{text}"'}]}
    changes = {"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]}
    client(url, "route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch=changes)


COMMANDS = {"create-zone": create_zone, "observe": observe, "edit-object": edit_object, "edit-txt": edit_txt}


def main():
    url, command, *arguments = sys.argv[1:]
    print(json.dumps(COMMANDS[command](url, *arguments)))


main()
