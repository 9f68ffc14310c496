// The page: sends the form, shows what comes back, keeps the draft.
