/** The group without its delivery block: posts are scheduled from now on, and those that fell due meanwhile are not sent. */
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'

export const withDeliveryResumed = ({ deliveryBlock, ...group }: Group, now: Instant): Group => ({
  ...group,
  ...(deliveryBlock && { postsSince: now }),
})
