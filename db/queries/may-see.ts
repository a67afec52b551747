/**
 * SQL of whether a viewer may see a row with a `user_id` of somebody with the profile `p`: their own in any case, and that
 * of others unless one of the two has blocked the other.
 * @param shown to whom it must be shown: everyone, friends of whom the viewer is one, or either
 * @param names.row the name of the row
 * @param names.viewer the name of the binding that has the viewer's id
 */
export function maySee(
  shown: 'everyone' | 'friends' | 'either',
  { row = 'e', viewer = ':viewerId' }: { row?: string; viewer?: string } = {},
): string {
  const everyone = `p.board_visibility = 'everyone' AND p.age_band = '16-or-older'`;
  const friends = `p.board_visibility <> 'nobody' AND EXISTS (SELECT FROM friendships f
    WHERE f.least_id = LEAST(${row}.user_id, ${viewer}) AND f.greatest_id = GREATEST(${row}.user_id, ${viewer}))`;
  const isShown = { everyone, friends, either: `${everyone} OR ${friends}` }[shown];
  return `(${row}.user_id = ${viewer} OR (${isShown}) AND NOT EXISTS (SELECT FROM blocks
    WHERE (blocker_id, blocked_id) IN ((${row}.user_id, ${viewer}), (${viewer}, ${row}.user_id))))`;
}
