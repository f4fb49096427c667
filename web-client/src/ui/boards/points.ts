/** Points are written by people with a comma or a dot and kept in thousandths. */

const points_max = 1_000_000;
/** @return thousandths; nothing where this is no size of a sprint */
export function readPoints(written: string): number | undefined {
  const words = written.trim().replace(',', '.');
  if (!/^\d{1,7}(\.\d{1,3})?$/.test(words)) return undefined;
  const thousandths = Math.round(Number(words) * 1000);
  return thousandths > 0 && thousandths <= points_max * 1000 ? thousandths : undefined;
}

export const writePoints = (thousandths: number): string => String(thousandths / 1000);
