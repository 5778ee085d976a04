export const platform = 'slack'
