/** Now, as ISO 8601 in UTC. An argument everywhere, so that the same input gives the same output in a test. */
export type Clock = () => string;
