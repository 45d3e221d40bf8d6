import pulumi
import pulumi_mtasts as mtasts

config = pulumi.Config()


class RandomId(pulumi.CustomResource):
    hex: pulumi.Output[str]

    def __init__(self, name: str) -> None:
        super().__init__("random:index/randomId:RandomId", name, {"byteLength": 4, "hex": None})


account = pulumi.ProviderResource("aws", "account", {"region": "eu-central-1"})

# A mail server whose name is known only when it exists.
server = RandomId("server")


def late(value):
    return server.hex.apply(lambda _: value)


domain = config.require("domain")
given = {
    "plain": pulumi.Output.from_input("testing"),
    "late": late("testing"),
}

mta_sts = mtasts.MtaSts(
    "mail",
    domain=late(domain) if config.get_bool("lateDomain") else pulumi.Output.from_input(domain),
    mode=given[config.get("mode") or "plain"],
    mx=[server.hex.apply(lambda id: f"{config.get('label') or 'mx'}-{id}.example.com"), "*.example.net"],
    tls_rpt=mtasts.TlsRptArgs(rua=[pulumi.Output.secret("mailto:tls-reports@example.org")]),
    host=mtasts.HostArgs(cloudfront=mtasts.CloudfrontHostArgs()),
    dns=mtasts.DnsArgs(route53=mtasts.Route53DnsArgs(zone_id=late("Z0EXAMPLECOM"))),
    opts=pulumi.ResourceOptions(providers=[account]),
)

pulumi.export("policyText", mta_sts.policy_text)
