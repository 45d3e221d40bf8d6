import { isSample, looksAtPage, sampleOf } from "../kit/matrix";
import { allParts, lifeOf, sample } from "../kit/parts";
import { pulumi } from "../kit/pulumi/subject";

looksAtPage(pulumi, allParts("at once"));
if (isSample) sampleOf(pulumi, lifeOf("worker", "cloudflare"), sample);
