import { matrix } from "../kit/matrix";
import { zoneMoves } from "../kit/parts";
import { openTofu } from "../kit/terraform/subject";

matrix(openTofu, zoneMoves);
