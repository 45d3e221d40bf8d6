import { matrix } from "../kit/matrix";
import { movesFrom } from "../kit/parts";
import { openTofu } from "../kit/terraform/subject";

matrix(openTofu, movesFrom("external", "beside"));
