import { matrix } from "../kit/matrix";
import { lifeOf } from "../kit/parts";
import { openTofu } from "../kit/terraform/subject";

matrix(openTofu, lifeOf("worker", "cloudflare"));
