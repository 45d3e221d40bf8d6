package main

import (
	"example.com/pulumi-mtasts/sdk/go/mtasts"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		var mx []string
		settings.RequireObject("mx", &mx)
		args := &mtasts.MtaStsArgs{
			Domain: pulumi.String(settings.Require("domain")),
			Mx:     pulumi.ToStringArray(mx),
			TlsRpt: &mtasts.TlsRptArgs{Rua: pulumi.StringArray{pulumi.String(settings.Require("rua"))}},
			Host:   mtasts.HostArgs{Cloudfront: &mtasts.CloudfrontHostArgs{}},
			Dns: mtasts.DnsArgs{
				Route53: &mtasts.Route53DnsArgs{ZoneId: pulumi.String(settings.Require("zoneId"))},
			},
			AllowDestroy: pulumi.BoolRef(settings.GetBool("allowDestroy")),
		}
		if mode := settings.Get("mode"); mode != "" {
			args.Mode = mtasts.Mode(mode)
		}
		mtaSts, err := mtasts.NewMtaSts(ctx, "mail", args)
		if err != nil {
			return err
		}
		ctx.Export("policyId", mtaSts.PolicyId)
		ctx.Export("policyText", mtaSts.PolicyText)
		ctx.Export("policyUrl", mtaSts.PolicyUrl)
		ctx.Export("records", mtaSts.Records)
		return nil
	})
}
