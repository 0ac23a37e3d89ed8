"""The files of a site that are no articles: data, feeds, redirects, banners, and where they may not stand."""
