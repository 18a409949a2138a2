"""What leaves as data: CSV, GeoJSON, GeoPackage, KML and Parquet, each feature with its reports."""
