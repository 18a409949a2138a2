// What views/map/base.py has folium make.
declare function SoundingsBase(element: HTMLElement): {
  map: L.Map;
  groups: Record<string, L.FeatureGroup>;
  looks: ChartLooks;
};
