/**
 * Who is in the group.
 * @module
 */
import { Crown, Hand, MessageSquare, Mic, MonitorUp, Video } from "lucide-preact";
import { useApp } from "../context.ts";
import { memberItems } from "../menus.ts";
import { type Member, sortMembers } from "../client/members.ts";
import { plainName } from "../names.ts";
import { text } from "../text.ts";
import { worstOf } from "../client/quality.ts";
import { Avatar } from "./avatar.tsx";
import { LobbyList } from "./lobby_list.tsx";
import { MenuButton } from "./menu.tsx";
import { Panel } from "./panel.tsx";
import { RaisedHands } from "./raised_hands.tsx";
import { QualityBars } from "./quality_bars.tsx";

/** The list of members. */
export function MembersPanel() {
  const { session } = useApp();
  const members = sortMembers(session.members.value, session.self.value.id);
  return (
    <Panel
      name="members"
      title={text.members.title}
      note={text.members.count(members.length)}
      closeLabel={text.members.close}
    >
      <LobbyList />
      <RaisedHands />
      <ul class="members">
        {members.map((member) => <MemberRow key={member.id} member={member} />)}
      </ul>
    </Panel>
  );
}

/** The longest name that there is, in letters: here it is shown whole. */
const WHOLE_NAME = 512;

function MemberRow({ member }: { readonly member: Member }) {
  const app = useApp();
  const isSelf = member.id === app.session.self.value.id;
  const name = plainName(member.username, WHOLE_NAME) || text.room.anonymous;
  const write = () => {
    app.chat.recipient.value = member;
    app.panel.value = "chat";
  };
  return (
    <li class="member" data-member={member.id}>
      <Avatar name={name} />
      <span class="member-name" dir="auto">{isSelf ? text.room.nameAndYou(name) : name}</span>
      <MemberMarks member={member} isSelf={isSelf} />
      {!isSelf && (
        <button
          type="button"
          class="icon-button"
          aria-label={text.members.write(name)}
          title={text.members.write(name)}
          onClick={write}
        >
          <MessageSquare class="icon" aria-hidden="true" />
        </button>
      )}
      <MenuButton label={text.member.actions(name)} items={memberItems(app, member)} />
    </li>
  );
}

interface MarksProps {
  readonly member: Member;
  readonly isSelf: boolean;
}

function MemberMarks({ member, isSelf }: MarksProps) {
  const { stage, network, hands } = useApp();
  const place = hands.placeOf(member.id);
  const theirs = stage.tiles.value.filter((tile) =>
    isSelf ? tile.direction === "up" : tile.down?.source === member.id
  );
  const camera = theirs.find((tile) => tile.label === "camera");
  const marks = [
    { show: place > 0, Icon: Hand, label: text.hands.place(place) },
    { show: member.permissions.includes("op"), Icon: Crown, label: text.members.operator },
    {
      show: theirs.some((tile) => tile.label === "screenshare"),
      Icon: MonitorUp,
      label: text.members.screen,
    },
    { show: camera?.hasVideo.value ?? false, Icon: Video, label: text.members.camera },
    {
      show: camera !== undefined && !camera.muted.value,
      Icon: Mic,
      label: text.members.microphone,
    },
  ];
  return (
    <span class="member-marks">
      {marks.filter((mark) => mark.show).map(({ Icon, label }) => (
        <span key={label} class="mark" role="img" aria-label={label} title={label}>
          <Icon class="icon" aria-hidden="true" />
        </span>
      ))}
      {network.known.value && (
        <QualityBars
          grade={worstOf(isSelf ? network.own.value : network.markOf(member.id))}
        />
      )}
    </span>
  );
}
