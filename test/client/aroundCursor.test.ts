import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aroundCursor } from '../../client/src/aroundCursor';

const at = (line: number, character: number) => ({ line, character });
const edit = (start: [number, number], end: [number, number], newText: string) => ({
  range: { start: at(...start), end: at(...end) },
  newText,
});

test('an end tag stands behind the cursor', () => {
  assert.deepEqual(aroundCursor(edit([2, 8], [2, 8], '{% endif %}'), at(2, 8)), { before: '', after: '{% endif %}' });
});

test('of several lines, the cursor is at the end of the first', () => {
  for (const newline of ['\n', '\r\n'])
    assert.deepEqual(aroundCursor(edit([3, 0], [3, 2], `    ${newline}  {% endif %}`), at(3, 2)), {
      before: '    ',
      after: `${newline}  {% endif %}`,
    });
});

test('indentation, other places and lines that VS Code would indent anew are left to VS Code', () => {
  assert.equal(aroundCursor(edit([3, 0], [3, 0], '    '), at(3, 0)), null);
  assert.equal(aroundCursor(edit([3, 0], [3, 2], '    '), at(3, 2)), null);
  assert.equal(aroundCursor(edit([1, 0], [1, 0], '{% endif %}'), at(3, 2)), null);
  assert.equal(aroundCursor(edit([3, 2], [3, 2], '  \n'), at(3, 2)), null);
});
