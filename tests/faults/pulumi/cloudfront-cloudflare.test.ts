import { matrix } from "../kit/matrix";
import { lifeOf, recordsOnly } from "../kit/parts";
import { pulumi } from "../kit/pulumi/subject";

matrix(pulumi, lifeOf("cloudfront", "cloudflare", recordsOnly));
