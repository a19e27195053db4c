/** Unless told that it is in production the framework shows a sender where our files lie. */
process.env.NODE_ENV ??= 'production';
