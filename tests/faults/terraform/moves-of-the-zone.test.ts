import { matrix } from "../kit/matrix";
import { renames, zoneMoves } from "../kit/parts";
import { openTofu } from "../kit/terraform/subject";

matrix(openTofu, zoneMoves);
matrix(openTofu, renames);
