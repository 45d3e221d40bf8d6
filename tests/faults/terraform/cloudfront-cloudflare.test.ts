import { matrix } from "../kit/matrix";
import { lifeOf, recordsOnly } from "../kit/parts";
import { openTofu } from "../kit/terraform/subject";

matrix(openTofu, lifeOf("cloudfront", "cloudflare", recordsOnly));
