/** What a message is sent from. Rates and limits go by class. */
export type SenderClass = 'long-code' | 'toll-free' | 'short-code' | 'alphanumeric';
