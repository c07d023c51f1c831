/**
 * Words of weak outcomes. Each rule looks at the outcome alone and may be wrong about words it does not know;
 * who calls it knows what else the contract holds. Pure.
 */

const VAGUE =
  /^(improve|enhance|optimi[sz]e|refactor|clean ?up|polish|speed up|simplify|moderni[sz]e|tidy|tune|rework|restructure|harden|work on|look (into|at)|help|handle|deal with|keep (going|trying)|continue|try|do|fix (everything|it|things|stuff|all)|make .{0,60}\b(better|faster|nicer|cleaner|good|great|perfect|robust|work|right|production[- ]ready))\b/i;
/** A state that is described after all. */
const END_STATE =
  /\b(so that|such that|into (a|an|one|two|three|\d+|separate)|from .{1,60} to |instead of|no longer|zero|none of)\b/i;

export const isVague = (outcome: string): boolean => VAGUE.test(outcome) && !END_STATE.test(outcome);

const EVERYTHING =
  /^(clean ?up|improve|refactor|moderni[sz]e|rewrite) (the|our|this) (code ?base|repo|repository|project|application|app|system)\b|\b(whole|entire|complete|full) (system|code ?base|app|application|project|product|platform|repo|repository|stack|service|backend|frontend|site)\b|\beverything\b|\ball (of )?(the |our )?(code|bugs|issues|problems)\b/i;

export const isAboutEverything = (outcome: string): boolean => EVERYTHING.test(outcome);

const ONE_FAILURE =
  /^(fix|repair|resolve|debug|unbreak)\b.{0,40}\b(failing|broken|red|this|that)\b.{0,40}\b(test|assertion|error|line)\b/i;

/** One failing test, and nothing about the state that is wanted. */
export const isOneFailure = (outcome: string): boolean => ONE_FAILURE.test(outcome);

const SMALL =
  /^(explain|describe|summari[sz]e|tell me|show me|what|why|how|where|who|which|is|are|does|can|review (this|the|my)|rename|(now )?(check|run|re-?run)|fix (the|a|this) typo|add (a|one) (comment|log line|line|import)|(delete|remove) (the |this )?(unused |dead )?(import|variable|line|comment)|change the .{0,40}\b(text|label|colou?r|constant|wording|title)|bump|make (a )?one[- ]line)\b/i;
const MAX_SMALL_CHARACTERS = 120;

/** One edit, one step, one answer. */
export const isSmallTask = (outcome: string): boolean =>
  outcome.length <= MAX_SMALL_CHARACTERS && (SMALL.test(outcome) || /^[^.!?]*\?$/.test(outcome));

const RESEARCH =
  /^(reproduce|replicate|investigate|research|study|analy[sz]e|survey|explore|understand|find out|figure out|determine (why|whether|how|if))\b|\breproduction of\b|\bet al\b/i;
const EVIDENCE_STANDARD =
  /\b(separat(es?|ing)|distinguish(es|ing)?|confirmed|approximat\w+|uncertain(ty)?|blocked claims?|claims?|evidence standard|counts as|tolerance|confidence interval|standard errors?|standard deviations?|mark(ed|s)?|label(s|led|ed)?|report that|report which|citing|cites?|with (the )?evidence)\b/i;

export const isResearch = (outcome: string): boolean => RESEARCH.test(outcome);

/** Whether the words say how findings are held apart or what they rest on. */
export const namesEvidenceStandard = (words: string): boolean => EVIDENCE_STANDARD.test(words);

const UNCERTAIN =
  /\b(flaky|flakiness|intermittent(ly)?|non-?deterministic|sometimes fails?|(may|might|could) (not )?be (un)?(available|missing|flaky|incomplete)|proxy|proxies|if available|where (possible|feasible))\b/i;
const HANDLED =
  /\b(separat\w+|label(s|led|ed)?|mark(ed)?|treat(ed)?|say so|report (it|that|which|them)|retry|re-?run|in a row|consecutive|quarantine)\b/i;

export const namesUncertainty = (words: string): boolean => UNCERTAIN.test(words);
export const handlesUncertainty = (words: string): boolean => HANDLED.test(words);
