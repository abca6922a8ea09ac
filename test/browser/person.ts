/** Someone who works a page: with a pointer, or with the keyboard alone, who must see where the focus is. */
import type { FrameLocator, Locator, Page } from 'playwright-core'

export interface Person {
  page: Page
  /** Follows a link, presses a button, ticks a box, picks a radio. Names the frame that it is in, if any. */
  press(control: Locator, frame?: FrameLocator): Promise<void>
  fill(field: Locator, text: string): Promise<void>
  choose(list: Locator, option: string): Promise<void>
  /** As people do who are in doubt: twice, at once. */
  pressTwice(control: Locator): Promise<void>
  /** The same person in front of another page. */
  on(page: Page): Person
  /** Stops of the focus that nothing showed. */
  unseen: string[]
}

export function withPointer(page: Page): Person {
  return {
    page,
    on: withPointer,
    pressTwice: (control) => control.dblclick({ noWaitAfter: true }),
    press: (control) => control.click(),
    fill: (field, text) => field.fill(text),
    choose: async (list, option) => {
      await list.selectOption({ label: option })
    },
    unseen: [],
  }
}

export function withKeyboard(page: Page, unseen: string[] = []): Person {
  /** Round the page at most twice; of radios Tab reaches the chosen one, arrows the others. */
  async function reach(control: Locator, frame?: FrameLocator): Promise<void> {
    const findState = await focusTest(control, frame)
    for (let stops = 0; stops < 120; stops += 1) {
      const state = await findState()
      if (state === 'reached') return
      await page.keyboard.press(state === 'in its group' ? 'ArrowRight' : 'Tab')
      unseen.push(...(await findUnseenFocus(page)))
    }
    throw new Error(`A2: Tab never reaches ${control}`)
  }

  return {
    page,
    on: (other) => withKeyboard(other, unseen),
    pressTwice: async (control) => {
      await reach(control)
      await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')])
    },
    press: async (control, frame) => {
      await reach(control, frame)
      const type = await control.getAttribute('type')
      if (type !== 'radio') await page.keyboard.press(type === 'checkbox' ? 'Space' : 'Enter')
    },
    fill: async (field, text) => {
      await reach(field)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.press('Delete')
      await page.keyboard.insertText(text)
    },
    choose: async (list, option) => {
      await reach(list)
      await page.keyboard.type(option)
    },
    unseen,
  }
}

/** Asked at each stop, so found once. In the frame of an e-mail no script runs, not even a test's. */
async function focusTest(control: Locator, frame: FrameLocator | undefined) {
  if (!frame) {
    const target = (await control.elementHandle())!
    return () => target.evaluate(stateOfFocus)
  }
  const focused = frame.locator(':focus').and(control)
  return async () => ((await focused.count()) === 1 ? 'reached' : 'elsewhere')
}

/** As much of an element as is asked for: this runs in the page. */
interface Focusable {
  type?: string
  name?: string
  ownerDocument: { activeElement: Focusable }
}

const stateOfFocus = (one: Focusable) => {
  const { activeElement } = one.ownerDocument
  if (one === activeElement) return 'reached'
  const isInGroup = one.type === 'radio' && activeElement.type === 'radio' && activeElement.name === one.name
  return isInGroup ? 'in its group' : 'elsewhere'
}

/** The focused element, when no outline shows that it is: on itself, on what wraps it, or on what it draws after it. */
export async function findUnseenFocus(page: Page, thinnest = 2): Promise<string[]> {
  const unseen = await page.evaluate<string | null>(`{
    const focused = document.activeElement
    const isShown = ({ outlineStyle, outlineWidth, outlineColor }) =>
      outlineStyle !== 'none' && parseFloat(outlineWidth) >= ${thinnest} && !/, 0\\)$/.test(outlineColor)
    const styles = [focused, focused.parentElement, focused.closest('label')]
      .filter(Boolean).map((element) => getComputedStyle(element))
    styles.push(getComputedStyle(focused, '::after'))
    const isElsewhere = focused === document.body || focused.tagName === 'IFRAME'
    // The button that opens the calendar is the browser's own, and so is its outline.
    const isCalendar = focused.matches('[type=date]:not(:focus-visible)')
    isElsewhere || isCalendar || styles.some(isShown) ? null : location.pathname + ' ' + focused.outerHTML.slice(0, 120)
  }`)
  return unseen === null ? [] : [unseen]
}
