import pulumi
import pulumi_mtasts as mtasts

config = pulumi.Config()
rua = config.get("rua")

mta_sts = mtasts.MtaSts(
    "mail",
    domain=config.require("domain"),
    mx=config.get_object("mx"),
    mode=config.get("mode"),
    max_age=config.get_int("maxAge"),
    revision=config.get_int("revision"),
    tls_rpt=mtasts.TlsRptArgs(rua=[rua]) if rua else None,
    host=mtasts.HostArgs(cloudfront=mtasts.CloudfrontHostArgs()),
    dns=mtasts.DnsArgs(route53=mtasts.Route53DnsArgs(zone_id=config.require("zoneId"))),
    allow_destroy=config.get_bool("allowDestroy"),
)

pulumi.export("policyId", mta_sts.policy_id)
pulumi.export("policyText", mta_sts.policy_text)
pulumi.export("policyUrl", mta_sts.policy_url)
pulumi.export("records", mta_sts.records)
