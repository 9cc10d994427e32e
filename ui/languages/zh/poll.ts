/**
 * Chinese: polls.
 * @module
 */
import type * as english from "../en/poll.ts";
import type { Translated } from "../message.ts";

/** Polls. */
export const pollText: Translated<typeof english.pollText> = {
  command: "投票…",
  title: "投票",
  close: "关闭",
  chip: "投票",
  asked: (by, question) => by === "" ? `请回答：${question}` : `${by} 提问：${question}`,
  answer: "回答",
  question: "问题",
  questionPlaceholder: "想了解什么？",
  answerLabel: (place) => `选项 ${place}`,
  addAnswer: "添加选项",
  removeAnswer: (place) => `移除选项 ${place}`,
  multiple: "可多选",
  live: "所有人可实时查看结果",
  liveHint: "否则在投票结束后向所有人显示",
  ask: "发起投票",
  tooFew: "请输入问题和至少两个选项。",
  privacy: "其他参与者看不到您的选择。您的回答会发给主持人。",
  chooseOne: "请选择一项",
  chooseSeveral: "请选择一项或多项",
  cannotVote: "您在此群组中不能发送文字，因此无法投票。",
  changed: "投票结束前可以更改选择。",
  hidden: "投票结束后显示结果。",
  voters: (count) => `${count} 人已投票`,
  share: (count, share) => `${count}（${share}）`,
  ended: "投票已结束。",
  end: "结束投票并显示结果",
  remove: "移除",
  again: "再发起一次",
  slash: "向所有人发起投票",
};
