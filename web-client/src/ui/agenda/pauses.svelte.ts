/** Who paused the step's clock, where this page saw it: the room's state does not say. */
import type { ParticipantId } from '../../protocol/ids';

class Pauses {
  step: ParticipantId | undefined = $state();
}
export const pauses = new Pauses();
