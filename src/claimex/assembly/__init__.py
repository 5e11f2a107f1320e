"""From drafts to grounded, named, dated and linked statements; the same for every engine."""
