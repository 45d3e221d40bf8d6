import { isSample, looksAtPage, sampleOf } from "../kit/matrix";
import { allParts, lifeOf, sample } from "../kit/parts";
import { openTofu } from "../kit/terraform/subject";

looksAtPage(openTofu, allParts("beside"));
if (isSample) sampleOf(openTofu, lifeOf("worker", "cloudflare"), sample);
