"""claimex where people's data is: data frames and clusters, each behind its extra."""
