// In `myst start`: mystmd tells when something changed, and the page is fetched again where the reader stands.
export {};
