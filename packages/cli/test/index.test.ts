import { test } from "@jest/globals";

test.todo("command line");
