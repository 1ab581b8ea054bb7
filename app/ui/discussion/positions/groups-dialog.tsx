import { useState } from 'react'
import { GROUP_LIMITS, type Group } from '#app/domain/floor/group.ts'
import { Button } from '#app/ui/kit/button.tsx'
import { Choice, TextField } from '#app/ui/kit/field.tsx'
import { Dialog } from '#app/ui/kit/overlay/dialog.tsx'
import { useMessages } from '#app/ui/kit/messages-context.tsx'
import { Ask, Foot } from '#app/ui/shared/ask.tsx'
import { useTable } from '#app/ui/context/table-context.tsx'

const NEW: Group = { code: '', name: '', members: [], speaker: '' }

/** The groups that speak in this draft: who belongs to each and who speaks for it. */
export function GroupsDialog({ onClose }: { onClose: () => void }) {
  const { groups: say } = useMessages()
  const [editing, setEditing] = useState<Group | null>(null)
  return (
    <Dialog
      open
      onClose={onClose}
      title={editing?.code ? say.edit(editing.code) : editing ? say.add : say.title}
    >
      {editing ? (
        <GroupForm group={editing} onDone={() => setEditing(null)} />
      ) : (
        <GroupList onEdit={setEditing} />
      )}
    </Dialog>
  )
}

function GroupList({ onEdit }: { onEdit: (group: Group) => void }) {
  const { groups: say } = useMessages()
  const { floor, names, makeStatement } = useTable()
  const [dropping, setDropping] = useState<string | null>(null)
  return (
    <>
      <p className="consequence">{say.lead}</p>
      {floor.groups.length === 0 && <p>{say.empty}</p>}
      <ul className="group-list">
        {floor.groups.map((group) => (
          <li key={group.code}>
            <div>
              <p>
                <b>{group.code}</b> {group.name}
              </p>
              <p className="card-note">{say.listed(names.delegation(group.speaker), group.members.length)}</p>
            </div>
            {dropping === group.code ? (
              <div role="alert" className="group-drop">
                <p>{say.dropTitle(group.code)}</p>
                <Button
                  size="small"
                  tone="danger"
                  onClick={() => {
                    setDropping(null)
                    void makeStatement({ kind: 'drop-group', code: group.code })
                  }}
                >
                  {say.drop}
                </Button>
              </div>
            ) : (
              <div className="row">
                <Button size="small" onClick={() => onEdit(group)} aria-label={say.edit(group.code)}>
                  {say.edit('').trim()}
                </Button>
                <Button size="small" onClick={() => setDropping(group.code)}>
                  {say.drop}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <footer>
        <Button tone="primary" onClick={() => onEdit(NEW)}>
          {say.add}
        </Button>
      </footer>
    </>
  )
}

function GroupForm({ group, onDone }: { group: Group; onDone: () => void }) {
  const { m, delegations, makeStatement } = useTable()
  const { groups: say } = m
  const [members, setMembers] = useState<ReadonlySet<string>>(new Set(group.members))
  const [busy, setBusy] = useState(false)
  const chosen = delegations.filter(({ code }) => members.has(code))
  const toggle = (code: string) =>
    setMembers(
      (before) => new Set(before.has(code) ? [...before].filter((one) => one !== code) : [...before, code]),
    )
  async function send(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '')
    setBusy(true)
    const answer = await makeStatement({
      kind: 'set-group',
      code: group.code || text('code'),
      name: text('name'),
      members: [...members],
      speaker: text('speaker'),
    })
    setBusy(false)
    if (answer.ok) onDone()
  }
  return (
    <Ask onSend={(form) => void send(form)}>
      <div className="form-pair">
        <TextField
          name="code"
          label={say.code}
          hint={say.codeHint}
          defaultValue={group.code}
          readOnly={group.code !== ''}
          maxLength={16}
          required
          autoComplete="off"
        />
        <TextField
          name="name"
          label={say.name}
          defaultValue={group.name}
          maxLength={GROUP_LIMITS.name}
          required
          autoComplete="off"
        />
      </div>
      <fieldset className="choices">
        <legend className="legend">
          {say.members} <span className="field-note">{say.membersHint(members.size)}</span>
        </legend>
        <div className="choice-grid">
          {delegations.map(({ code, name }) => (
            <label key={code} className="check">
              <input type="checkbox" checked={members.has(code)} onChange={() => toggle(code)} />
              <span>{name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Choice
        name="speaker"
        label={say.speaker}
        defaultValue={group.speaker}
        key={chosen.length === 0 ? 'none' : 'some'}
        options={[['', say.chooseSpeaker], ...chosen.map(({ code, name }) => [code, name] as const)]}
      />
      <Foot say={say.save} busy={busy} cancel={onDone} />
    </Ask>
  )
}
