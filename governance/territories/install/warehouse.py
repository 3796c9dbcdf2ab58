# SPDX-License-Identifier: EUPL-1.2
"""The outlines in full detail, as GeoParquet: what analyses and exports read."""

import io
from collections.abc import Iterator, Mapping

import geopandas

from governance.territories.install.matching import Coverage
from governance.territories.install.travelling import PLURAL
from governance.territories.table import Table
from governance.territories.territory import Layer

CRS = "OGC:CRS84"  # longitude, latitude


def parquet_files(layers: Mapping[Layer, Coverage], table: Table) -> Iterator[tuple[str, bytes]]:
    """Name and content of each layer's file: columns id, code, name, geometry."""
    for layer, coverage in layers.items():
        ids = [f"{layer}:{code}" for code in coverage.codes]
        names = [table.columns["name"][table.numbers[identifier]] for identifier in ids]
        columns = {"id": ids, "code": list(coverage.codes), "name": names}
        buffer = io.BytesIO()
        frame = geopandas.GeoDataFrame(columns, geometry=coverage.outlines, crs=CRS)
        frame.to_parquet(buffer, compression="zstd", index=False)
        yield f"{PLURAL[layer]}.parquet", buffer.getvalue()
