/** A group whose platform takes posts again, as far as anybody knows: they come from now on, and what fell due meanwhile is not made up for. */
import type { Instant } from '../core/calendar.ts'
import type { Group } from '../core/group.ts'

export const withDeliveryResumed = ({ deliveryBlock, ...group }: Group, now: Instant): Group => ({
  ...group,
  ...(deliveryBlock && { postsSince: now }),
})
